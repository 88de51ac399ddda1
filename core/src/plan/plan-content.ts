import { CONTENT_LABEL, KESAKO_PREFIX, REPOSITORY_LABEL } from '../labels.ts'
import type { LiveConfig, LiveSecret } from '../live/live-state.ts'
import type { ConfigSpec, SecretSpec } from '../spec/object-spec.ts'
import type { Labels } from '../spec/service-spec.ts'
import { sameComparable, textMap } from '../read-back/comparable.ts'
import { contentDigest, sameConfigContent, sameSecretContent } from './content.ts'
import { diffFields } from './diff-fields.ts'
import type { Change, ObjectSpec, PlanContext } from './plan-types.ts'
import { REDACTED } from './redact.ts'
import { MAX_OBJECT_NAME, isRotatedName, rotatedName } from './rotated-name.ts'

/** A desired secret or config, and the changes that give it a live object. */
export interface PlannedContent {
  /** As the CLI names it, and as services refer to it in desired state. */
  readonly name: string
  /** The object that services shall refer to. */
  readonly liveName: string
  readonly change?: Change
  /** Services that refer to it can't change now. */
  readonly held: boolean
}

interface Family<Spec extends SecretSpec | ConfigSpec, Live extends LiveSecret | LiveConfig> {
  readonly kind: 'secret' | 'config'
  /** All live objects by name, whoever owns them: names are unique on a swarm. */
  readonly live: ReadonlyMap<string, readonly Live[]>
  /** Objects of this stack that may be used and changed. */
  readonly claimed: ReadonlyMap<string, Live>
  readonly desired: readonly Spec[]
  readonly fixed: readonly string[]
  readonly same: (desired: Spec, live: Live) => boolean
  readonly object: (spec: Spec) => ObjectSpec
  readonly ours: (spec: Spec) => Labels
}

/** Rotation of configs: new content gets a new object, since the engine can't change one. */
export function planConfigs(
  input: Pick<Family<ConfigSpec, LiveConfig>, 'live' | 'claimed' | 'desired' | 'fixed'>,
  context: PlanContext,
): readonly PlannedContent[] {
  const family: Family<ConfigSpec, LiveConfig> = {
    ...input,
    kind: 'config',
    same: sameConfigContent,
    object: (spec) => ({ kind: 'config', spec }),
    ours: () => ({ [REPOSITORY_LABEL]: context.ownership.repository }),
  }
  return input.desired.map((spec) => planOne(spec, family, context))
}

/** Rotation of secrets. A live secret tells its content by label, or by `context.equalSecrets`. */
export function planSecrets(
  input: Pick<Family<SecretSpec, LiveSecret>, 'live' | 'claimed' | 'desired' | 'fixed'>,
  context: PlanContext,
): readonly PlannedContent[] {
  const family: Family<SecretSpec, LiveSecret> = {
    ...input,
    kind: 'secret',
    same: (desired, live) => sameSecretContent(desired, live, context),
    object: (spec) => ({ kind: 'secret', spec }),
    ours: (spec) => ({
      [REPOSITORY_LABEL]: context.ownership.repository,
      ...(spec.Data === undefined ? {} : { [CONTENT_LABEL]: context.digests.secret(spec.Data) }),
    }),
  }
  return input.desired.map((spec) => planOne(spec, family, context))
}

function planOne<Spec extends SecretSpec | ConfigSpec, Live extends LiveSecret | LiveConfig>(
  spec: Spec,
  family: Family<Spec, Live>,
  context: PlanContext,
): PlannedContent {
  const equal = candidates(spec.Name, family).find((live) => family.same(spec, live))
  if (equal !== undefined) return keep(spec, equal, family)
  if (!family.live.has(spec.Name)) return create(spec, spec.Name, family, 'It is not on the swarm.')
  if (family.fixed.includes(spec.Name) && !context.policy.rotate) return holdFixed(spec, family)
  const digest = contentDigest(family.kind, spec, context.digests)
  const name = rotatedName(spec.Name, digest, (candidate) => family.live.has(candidate))
  if (name === undefined) return holdFixed(spec, family)
  const reason = `The content of ${spec.Name} changed, and the engine can't change a ${family.kind}; services move to this new one.`
  return create(spec, name, family, reason)
}

/** Live objects that may hold this content: the CLI's name first, then rotated names in order. */
function candidates<Spec extends SecretSpec | ConfigSpec, Live extends LiveSecret | LiveConfig>(
  name: string,
  family: Family<Spec, Live>,
): readonly Live[] {
  const others = new Set(family.desired.map((spec) => spec.Name))
  return [...family.claimed]
    .filter(([found]) => found === name || (isRotatedName(found, name) && !others.has(found)))
    .sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))
    .map(([, live]) => live)
}

/**
 * Labels of a file may change in place. A difference in ours alone is left, for it would be a write for nothing, but for
 * the first one: what is taken over bears ours from then on, so that it goes when the file no longer names it.
 */
function keep<Spec extends SecretSpec | ConfigSpec, Live extends LiveSecret | LiveConfig>(
  spec: Spec,
  live: Live,
  family: Family<Spec, Live>,
): PlannedContent {
  const liveName = live.spec.Name
  const from = textMap(withoutOurs(live.spec.Labels))
  const to = textMap(withoutOurs(spec.Labels))
  const isOurs = live.spec.Labels[REPOSITORY_LABEL] !== undefined
  const same = sameComparable(from, to)
  if (same && isOurs) return { name: spec.Name, liveName, held: false }
  const change: Change = {
    action: 'update',
    ref: { kind: family.kind, name: liveName },
    reason: same
      ? 'It is taken over, and gets the label of this repository.'
      : 'Its labels changed.',
    id: live.id,
    version: live.version,
    object: family.object({
      ...spec,
      Name: liveName,
      Labels: { ...spec.Labels, ...family.ours(spec) },
    }),
    fields: diffFields(
      { Labels: from },
      {
        Labels: isOurs ? to : textMap({ ...withoutOurs(spec.Labels), ...owner(family.ours(spec)) }),
      },
    ),
    restart: { restarts: false, because: `only labels of the ${family.kind} change` },
  }
  return { name: spec.Name, liveName, change, held: false }
}

/** The content's digest is told to nobody. */
function owner(ours: Labels): Labels {
  return Object.fromEntries(Object.entries(ours).filter(([name]) => name === REPOSITORY_LABEL))
}

function withoutOurs(labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) => !name.startsWith(KESAKO_PREFIX)),
  )
}

function create<Spec extends SecretSpec | ConfigSpec, Live extends LiveSecret | LiveConfig>(
  spec: Spec,
  liveName: string,
  family: Family<Spec, Live>,
  reason: string,
): PlannedContent {
  const ref = { kind: family.kind, name: liveName }
  if (liveName.length > MAX_OBJECT_NAME) {
    const change: Change = {
      action: 'hold',
      ref,
      code: 'name-too-long',
      reason: `The name ${liveName} has ${liveName.length} characters, and the engine takes at most ${MAX_OBJECT_NAME}.`,
      fields: [],
      remedy: `Give the ${family.kind} a shorter name in the Compose file.`,
    }
    return { name: spec.Name, liveName: spec.Name, change, held: true }
  }
  const object = family.object({
    ...spec,
    Name: liveName,
    Labels: { ...spec.Labels, ...family.ours(spec) },
  })
  return {
    name: spec.Name,
    liveName,
    change: { action: 'create', ref, reason, object },
    held: false,
  }
}

function holdFixed<Spec extends SecretSpec | ConfigSpec, Live extends LiveSecret | LiveConfig>(
  spec: Spec,
  family: Family<Spec, Live>,
): PlannedContent {
  const change: Change = {
    action: 'hold',
    ref: { kind: family.kind, name: spec.Name },
    code: 'content-of-fixed-name-changed',
    reason: `The content of the ${family.kind} ${spec.Name} changed, but its name is fixed by "name:", and the engine can't change its content.`,
    fields: [{ path: 'Data', from: REDACTED, to: REDACTED }],
    remedy:
      'Set "rotate: true" to let a new object with a suffix take its place, or change "name:".',
  }
  return { name: spec.Name, liveName: spec.Name, change, held: true }
}
