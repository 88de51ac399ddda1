import type { ConfigReference, SecretReference } from '../../spec/service-spec.ts'
import { byteOrder } from '../byte-order.ts'
import type { FileObject } from '../model/top-level.ts'
import type { FileUse, Service } from '../model/service.ts'
import { reportError } from '../report.ts'
import { type Conversion, fullName } from './conversion.ts'

/** The secrets of a service, by their names on the swarm. */
export function convertSecretUses(
  service: Service,
  conversion: Conversion,
): readonly SecretReference[] {
  const uses = resolveUses('secret', service.secrets, conversion.model.secrets, conversion)
  return uses.map(({ name, file }) => ({ File: file, SecretName: name }))
}

/** The configs of a service by name; the one of its `credential_spec` has no file. */
export function convertConfigUses(
  service: Service,
  conversion: Conversion,
): readonly ConfigReference[] {
  const uses = resolveUses('config', service.configs, conversion.model.configs, conversion)
  const files = uses.map(({ name, file }): ConfigReference => ({ File: file, ConfigName: name }))
  const credential = credentialConfig(service, conversion)
  if (credential === undefined) return files
  return [...files, { Runtime: {}, ConfigName: credential }].toSorted((a, b) =>
    byteOrder(a.ConfigName, b.ConfigName),
  )
}

/** The name on the swarm of the config that `credential_spec` names. */
export function credentialConfig(
  { credentialSpec }: Service,
  { model, stack }: Conversion,
): string | undefined {
  const object = model.configs.get(credentialSpec.config)
  return object && fullName(stack, object)
}

/** Names of external secrets or configs that some service uses. */
export function externalUses(
  kind: 'secrets' | 'configs',
  { model }: Conversion,
): readonly string[] {
  const names = [...model.services.values()].flatMap((service) =>
    sourcesOf(service, kind).flatMap((source) => {
      const object = model[kind].get(source)
      return object?.external === true ? [object.name] : []
    }),
  )
  return [...new Set(names)].toSorted(byteOrder)
}

function sourcesOf(service: Service, kind: 'secrets' | 'configs'): readonly string[] {
  const sources = service[kind].map(({ source }) => source)
  return kind === 'configs' ? [...sources, service.credentialSpec.config] : sources
}

interface Use {
  readonly name: string
  readonly file: SecretReference['File']
}

function resolveUses(
  kind: 'secret' | 'config',
  uses: readonly FileUse[],
  objects: ReadonlyMap<string, FileObject>,
  conversion: Conversion,
): readonly Use[] {
  const targets = new Set<string>()
  const resolved: Use[] = []
  for (const use of uses) {
    const object = objects.get(use.source)
    const target = use.target === '' ? use.source : use.target
    if (object === undefined) {
      refuse(
        `undefined-${kind}`,
        `the ${kind} "${use.source}" is not defined in this file`,
        `Add it below ${kind}s.`,
        use,
        conversion,
      )
      continue
    }
    if (targets.has(target)) {
      refuse(
        `${kind}-target-twice`,
        `two ${kind}s have the target "${target}"`,
        'Give one of them another target.',
        use,
        conversion,
      )
    }
    targets.add(target)
    const owner = { UID: use.uid === '' ? '0' : use.uid, GID: use.gid === '' ? '0' : use.gid }
    const file = { Name: target, ...owner, Mode: use.mode ?? 0o444 }
    resolved.push({ name: fullName(conversion.stack, object), file })
  }
  return resolved.toSorted((a, b) => byteOrder(a.name, b.name))
}

function refuse(
  code: string,
  message: string,
  remedy: string,
  use: FileUse,
  { report }: Conversion,
): void {
  reportError(report, { code, message, remedy, place: use.at, path: use.path })
}
