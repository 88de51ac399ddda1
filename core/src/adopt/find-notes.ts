import type { DesiredState } from '../desired-state.ts'
import type { LiveState } from '../live/live-state.ts'
import { isSecretName } from '../plan/redact.ts'
import type { Problem } from '../problem.ts'
import { liveNames } from '../read-back/live-names.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import { reorderedFields } from './reordered-fields.ts'
import type { StackParts } from './stack-parts.ts'

/** What a person should know of a written file although nothing is lost. */
export function findNotes(
  parts: StackParts,
  desired: DesiredState,
  live: LiveState,
): readonly Problem[] {
  const specs = new Map(desired.services.map((spec) => [spec.Name, spec]))
  const names = liveNames(live)
  return [
    ...externalSecrets(parts),
    ...leftovers(parts),
    ...nodesOwnNetwork(parts),
    ...parts.services.flatMap(({ live: { spec } }) => [
      ...secretVariables(spec),
      ...otherOrder(spec, reorderedFields(spec, specs.get(spec.Name), names)),
    ]),
  ]
}

function externalSecrets({ secrets }: StackParts): readonly Problem[] {
  const names = [...secrets.values()].flatMap(({ own, live, name }) =>
    own && live?.spec.Driver === undefined ? [name] : [],
  )
  if (names.length === 0) return []
  const many = names.length > 1
  return [
    note(
      'secret-external',
      `The content of ${many ? 'the secrets' : 'the secret'} ${names.join(', ')} can't be read, so the file names ${many ? 'them' : 'it'} as external.`,
      'To keep a new content in the repository later, replace external and name by file.',
    ),
  ]
}

function leftovers({ unused }: StackParts): readonly Problem[] {
  const left = [
    ...unused.networks.map((name) => `the network ${name}`),
    ...unused.secrets.map((name) => `the secret ${name}`),
  ]
  if (left.length === 0) return []
  return [
    note(
      'unused-left-out',
      `No service uses ${left.join(', ')}: the file leaves ${left.length > 1 ? 'them' : 'it'} out, and the swarm keeps ${left.length > 1 ? 'them' : 'it'}.`,
      'Remove by hand what nobody needs.',
    ),
  ]
}

function nodesOwnNetwork({ networks }: StackParts): readonly Problem[] {
  const unknown = [...networks.values()].some(({ live }) => live === undefined)
  if (!unknown) return []
  return [
    note(
      'taken-for-host',
      "A service is on a network that the engine doesn't list; the file calls it host, the network of the nodes.",
      'Where the service is on bridge instead, write that.',
    ),
  ]
}

function secretVariables(spec: ServiceSpec): readonly Problem[] {
  const variables = (spec.TaskTemplate.ContainerSpec.Env ?? [])
    .filter((line) => /=./s.test(line))
    .map((line) => line.slice(0, line.indexOf('=')))
    .filter((name) => isSecretName(name) && !/_FILE$/i.test(name))
  if (variables.length === 0) return []
  return [
    note(
      'secret-in-file',
      `The file holds ${variables.join(', ')} of the service ${spec.Name} in clear, and a commit keeps it for ever.`,
      'Let the service read a secret of the swarm instead, or keep the stacks repository to those who may know it.',
    ),
  ]
}

function otherOrder({ Name }: ServiceSpec, fields: readonly string[]): readonly Problem[] {
  if (fields.length === 0) return []
  return [
    note(
      'other-order',
      `${fields.join(', ')} of the service ${Name} ${fields.length > 1 ? 'are' : 'is'} in an order that no Compose file gives.`,
      'Kesako restarts nothing for it; docker stack deploy would.',
    ),
  ]
}

function note(code: string, message: string, remedy: string): Problem {
  return { code, severity: 'warning', message, remedy }
}
