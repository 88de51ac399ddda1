import { whenFilled, whenSet } from '../compose/convert/present.ts'
import type { ConfigReference, SecretReference } from '../spec/service-spec.ts'
import type { WrittenService } from './compose-document.ts'
import type { StackParts } from './stack-parts.ts'

type WrittenUse = NonNullable<WrittenService['secrets']>[number]

const DEFAULT_MODE = 0o444

/** The secrets or configs of a service: by name alone where file, owner and permissions are the usual. */
export function writeFileUses(
  references: readonly (SecretReference | ConfigReference)[],
  parts: StackParts,
): readonly WrittenUse[] {
  return references.flatMap((reference) => {
    const { File: file } = reference
    // One for credentials has no file in the container.
    if (file === undefined) return []
    const source = keyOf(reference, parts)
    const more = {
      ...whenFilled('target', file.Name === source ? undefined : file.Name),
      ...whenFilled('uid', file.UID === '0' ? undefined : file.UID),
      ...whenFilled('gid', file.GID === '0' ? undefined : file.GID),
      ...whenSet('mode', file.Mode === DEFAULT_MODE ? undefined : (file.Mode ?? 0)),
    }
    return [Object.keys(more).length === 0 ? source : { source, ...more }]
  })
}

function keyOf(reference: SecretReference | ConfigReference, parts: StackParts): string {
  if ('SecretName' in reference) {
    return parts.secrets.get(reference.SecretName)?.key ?? reference.SecretName
  }
  return parts.configs.get(reference.ConfigName)?.key ?? reference.ConfigName
}
