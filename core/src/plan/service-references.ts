import type { ServiceSpec, TaskTemplate } from '../spec/service-spec.ts'
import type { LiveNames } from '../read-back/live-names.ts'

/** Where services find the secrets and configs of their stack: live names by the CLI's names. */
export interface RotatedNames {
  readonly secrets: ReadonlyMap<string, string>
  readonly configs: ReadonlyMap<string, string>
}

/** The spec with references moved to the live objects that hold the desired content. */
export function referTo(spec: ServiceSpec, rotated: RotatedNames): ServiceSpec {
  const container = spec.TaskTemplate.ContainerSpec
  const { Secrets: secrets, Configs: configs } = container
  const credential = container.Privileges?.CredentialSpec
  return {
    ...spec,
    TaskTemplate: {
      ...spec.TaskTemplate,
      ContainerSpec: {
        ...container,
        ...(secrets && {
          Secrets: secrets.map((reference) => ({
            ...reference,
            SecretName: rotated.secrets.get(reference.SecretName) ?? reference.SecretName,
          })),
        }),
        ...(configs && {
          Configs: configs.map((reference) => ({
            ...reference,
            ConfigName: rotated.configs.get(reference.ConfigName) ?? reference.ConfigName,
          })),
        }),
        ...(container.Privileges &&
          credential && {
            Privileges: {
              ...container.Privileges,
              CredentialSpec: {
                ...credential,
                Config: rotated.configs.get(credential.Config) ?? credential.Config,
              },
            },
          }),
      },
    },
  }
}

/** A live task template with network names in place of ids, as plans carry it. */
export function namedTemplate(template: TaskTemplate, names: LiveNames): TaskTemplate {
  if (template.Networks === undefined) return template
  return {
    ...template,
    Networks: template.Networks.map((network) => ({
      ...network,
      Target: names.network(network.Target),
    })),
  }
}

/** Names that a spec needs to exist; network ids stay ids unless `names` knows them. */
export function neededNames(
  spec: ServiceSpec,
  names?: LiveNames,
): {
  readonly networks: readonly string[]
  readonly secrets: readonly string[]
  readonly configs: readonly string[]
} {
  const { Networks: networks, ContainerSpec: container } = spec.TaskTemplate
  return {
    networks: (networks ?? []).map(({ Target }) => names?.network(Target) ?? Target),
    secrets: (container.Secrets ?? []).map(({ SecretName }) => SecretName),
    configs: (container.Configs ?? []).map(({ ConfigName }) => ConfigName),
  }
}
