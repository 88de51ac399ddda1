import { INPUTS_LABEL, KESAKO_PREFIX, REPOSITORY_LABEL } from '../labels.ts'
import type { LiveNode, LiveService, LiveTask } from '../live/live-state.ts'
import { modeName } from '../spec/service-mode.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import { comparableService } from '../read-back/comparable-service.ts'
import { diffFields } from './diff-fields.ts'
import type { EngineFeatures } from '../read-back/engine-features.ts'
import type { LiveNames } from '../read-back/live-names.ts'
import { ignoredFields, keepIgnored } from './ignored-fields.ts'
import { keepsLiveImage, pinImage } from './pin-image.ts'
import type { Change, FieldDiff, HoldCode, Plan, PlanContext, Resend } from './plan-types.ts'
import { withPredefined } from './predefined-networks.ts'
import { restartOf } from './restart.ts'
import type { RotatedNames } from './service-references.ts'
import { neededNames, referTo } from './service-references.ts'
import { serviceReason } from './service-reason.ts'
import { defersLabels } from './standing.ts'
import { updateSpec } from './update-spec.ts'

/** Why a service can't change now: something that it needs is held. */
export interface Block {
  readonly code: HoldCode
  readonly reason: string
  readonly remedy: string
}

export interface ServicesInput {
  readonly stack: string
  readonly desired: readonly ServiceSpec[]
  readonly claimed: ReadonlyMap<string, LiveService>
  /** By service id. */
  readonly tasks: ReadonlyMap<string, readonly LiveTask[]>
  readonly nodes: readonly LiveNode[]
  readonly names: LiveNames
  readonly features: EngineFeatures
  readonly rotated: RotatedNames
  readonly blockOf: (spec: ServiceSpec) => Block | undefined
  /** Names of networks that this plan removes and creates again. */
  readonly replacedNetworks: ReadonlySet<string>
}

export function planServices(input: ServicesInput, context: PlanContext): Plan['changes'] {
  return input.desired.flatMap((spec) => {
    const live = input.claimed.get(spec.Name)
    const images = takesAnswers(spec, live, context) ? context.images : NO_ANSWERS
    const full = owned(referTo(pinImage(spec, live, images), input.rotated), context)
    const change = live === undefined ? create(full) : planService(full, live, input, context)
    if (change === undefined) return []
    const block = input.blockOf(spec)
    return block === undefined ? [change] : hold(change, block)
  })
}

const NO_ANSWERS: PlanContext['images'] = new Map()

/** A service that keeps its image isn't moved to a newer digest because another one asked for the same image. */
function takesAnswers(
  spec: ServiceSpec,
  live: LiveService | undefined,
  { policy, resend }: PlanContext,
): boolean {
  if (!keepsLiveImage(spec, live) || policy.resolveImage === 'always') return true
  return resend?.get(spec.Name) === 'image'
}

function owned(spec: ServiceSpec, { ownership }: PlanContext): ServiceSpec {
  const labels = {
    [REPOSITORY_LABEL]: ownership.repository,
    [INPUTS_LABEL]: ownership.inputsDigest,
  }
  return { ...spec, Labels: { ...spec.Labels, ...labels } }
}

function create(spec: ServiceSpec): Change {
  return {
    action: 'create',
    ref: { kind: 'service', name: spec.Name },
    reason: 'It is not on the swarm.',
    object: { kind: 'service', spec },
  }
}

function planService(
  asked: ServiceSpec,
  live: LiveService,
  input: ServicesInput,
  context: PlanContext,
): Change | undefined {
  const ignored = ignoredFields(asked, input.stack, context.policy.ignore)
  const desired = keepIgnored(asked, live.spec, ignored)
  const ref = { kind: 'service', name: desired.Name } as const
  const names = withPredefined(input.names, desired, live.spec)
  const fields = serviceFields(desired, live, names, input.features)
  const replaced = neededNames(live.spec, names).networks.find((network) =>
    input.replacedNetworks.has(network),
  )
  if (replaced !== undefined) {
    return {
      action: 'replace',
      ref,
      id: live.id,
      reason: `The network ${replaced} is replaced, and can't be removed while the service is on it.`,
      object: { kind: 'service', spec: desired },
      fields,
      restart: { restarts: true, because: 'the service is removed and created again' },
    }
  }
  if (modeName(desired.Mode) !== modeName(live.spec.Mode)) {
    return changeMode(desired, live, fields, context)
  }
  const resend = isLabelOnly(fields) ? context.resend?.get(desired.Name) : undefined
  if (fields.length === 0 && resend === undefined) return undefined
  if (isLabelOnly(fields) && defersLabels(live) && resend === undefined) return undefined
  return {
    action: 'update',
    ref,
    id: live.id,
    version: live.version,
    reason: resend === undefined ? serviceReason(fields, live) : RESENT[resend],
    object: { kind: 'service', spec: updateSpec(desired, live, fields, names) },
    fields,
    restart:
      resend === 'paused'
        ? { restarts: true, because: 'tasks that the paused update left as they were are replaced' }
        : restartOf(fields, desired, live, input.tasks.get(live.id) ?? [], input.nodes),
  }
}

const RESENT: Readonly<Record<Resend, string>> = {
  image:
    'A node could not get its image; the credentials for its registry are sent again, as they are now.',
  paused: 'The swarm paused its update; the same spec is sent again, so that the swarm goes on.',
}

/** Differences between a desired spec, with its final names and image, and the live one. */
function serviceFields(
  desired: ServiceSpec,
  live: LiveService,
  names: LiveNames,
  features: EngineFeatures,
): readonly FieldDiff[] {
  return diffFields(
    comparableService(live.spec, names, features),
    comparableService(desired, names, features),
  )
}

/** True when nothing but labels of ours differs: such an update restarts nothing. */
export function isLabelOnly(fields: readonly FieldDiff[]): boolean {
  return fields.every(({ path }) => path.startsWith(`Labels[${KESAKO_PREFIX}`))
}

function changeMode(
  desired: ServiceSpec,
  live: LiveService,
  fields: readonly FieldDiff[],
  context: PlanContext,
): Change {
  const ref = { kind: 'service', name: desired.Name } as const
  const what = `The mode changes from ${modeName(live.spec.Mode)} to ${modeName(desired.Mode)}`
  if (context.policy.replace) {
    return {
      action: 'replace',
      ref,
      id: live.id,
      reason: `${what}, which the engine can't do, so the service is removed and created again.`,
      object: { kind: 'service', spec: desired },
      fields,
      restart: { restarts: true, because: 'the service is removed and created again' },
    }
  }
  return {
    action: 'hold',
    ref,
    code: 'service-mode-changed',
    reason: `${what}, which the engine can't do.`,
    fields,
    remedy: 'Set "replace: true" to remove and create the service again, with downtime.',
  }
}

/** A change that needs what is held waits with it; a label-only one is no news worth a hold. */
export function hold(change: Change, block: Block): readonly Change[] {
  if (change.action === 'hold') return [change]
  const fields = 'fields' in change ? change.fields : []
  if (change.action === 'update' && isLabelOnly(fields)) return []
  const stage = change.stage === undefined ? {} : { stage: change.stage }
  return [{ action: 'hold', ref: change.ref, ...block, fields, ...stage }]
}
