import { encodeBase64 } from '../base64.ts'
import { CONTENT_LABEL } from '../labels.ts'
import type { LiveConfig, LiveSecret } from '../live/live-state.ts'
import type { ConfigSpec, SecretSpec } from '../spec/object-spec.ts'
import { present, sameComparable } from '../read-back/comparable.ts'
import type { ContentDigests, PlanContext } from './plan-types.ts'

/** Everything of a secret or config that the engine can't change in place; a change of it is a rotation. */
type Content = Pick<SecretSpec, 'Data' | 'Driver' | 'Templating'>

/** Hex digest that names the content: of the data, or of the driver where there is no data. */
export function contentDigest(
  kind: 'secret' | 'config',
  spec: Content,
  digests: ContentDigests,
): string {
  const data = spec.Data ?? base64(JSON.stringify([spec.Driver, spec.Templating]))
  return kind === 'secret' ? digests.secret(data) : digests.config(data)
}

function base64(text: string): string {
  return encodeBase64(new TextEncoder().encode(text))
}

export function sameConfigContent(desired: ConfigSpec, live: LiveConfig): boolean {
  return live.spec.Data === desired.Data && sameFrame(desired, live.spec)
}

/** A secret's data can't be read: its keyed digest tells, or somebody compared it. */
export function sameSecretContent(
  desired: SecretSpec,
  live: LiveSecret,
  context: Pick<PlanContext, 'digests' | 'equalSecrets'>,
): boolean {
  if (!sameFrame(desired, live.spec)) return false
  if (desired.Data === undefined) return true
  if (context.equalSecrets.has(live.id)) return true
  return bearsDigest(live, context.digests.secret(desired.Data))
}

/** True when the live secret's label already tells its content. */
export function bearsDigest(live: LiveSecret, digest: string): boolean {
  return live.spec.Labels[CONTENT_LABEL] === digest
}

/** Driver and templating, without which equal data still makes another file in the container. */
export function sameFrame(desired: Content, live: Content): boolean {
  return (
    sameComparable(present(desired.Driver), present(live.Driver)) &&
    sameComparable(present(desired.Templating), present(live.Templating))
  )
}
