import type { ReasonCode } from '../deployment/deployment.ts'
import type { LiveService, LiveTask } from '../live/live-state.ts'
import { instant } from './task-state.ts'

const PATTERNS: readonly (readonly [ReasonCode, RegExp])[] = [
  ['unhealthy', /unhealthy container/i],
  ['port-taken', /host-mode port already in use|port is already allocated|address already in use/i],
  ['no-suitable-node', /no suitable node/i],
  ['out-of-memory', /\bOOM|out of memory/i],
  [
    'image-access-denied',
    /pull access denied|no basic auth credentials|authentication required|requested access to the resource is denied|insufficient_scope|401 Unauthorized|403 Forbidden/i,
  ],
  [
    'image-missing',
    /no such image|manifest unknown|manifest for .* not found|no matching manifest|repository .*not found|failed to resolve reference|name unknown/i,
  ],
]

/** What a task's error means; undefined for an ending of which only the program knows the reason. */
export function failureCode(task: LiveTask, service: LiveService): ReasonCode | undefined {
  const known = PATTERNS.find(([, pattern]) => pattern.test(task.error))
  if (known !== undefined) return known[0]
  if (isKilledAtLimit(task, service)) return 'out-of-memory'
  return endedAsUnhealthy(task, service) ? 'unhealthy' : undefined
}

/** True for a task that never came to be because its node could not get the image. */
export function lacksImage(code: ReasonCode | undefined): boolean {
  return code === 'image-missing' || code === 'image-access-denied'
}

const DEFAULT_INTERVAL_NS = 30_000_000_000
const DEFAULT_RETRIES = 3

/**
 * A program that ends with 0 when it is stopped leaves no error where its healthcheck was the reason.
 * What ended by itself before the healthcheck could have failed is none of these.
 */
function endedAsUnhealthy(task: LiveTask, service: LiveService): boolean {
  const check = service.spec.TaskTemplate.ContainerSpec.Healthcheck
  if (task.state !== 'complete' || task.error !== '' || !check?.Test?.length) return false
  if (check.Test[0] === 'NONE') return false
  const failsAfterNs =
    (check.StartPeriod ?? 0) +
    (check.Interval || DEFAULT_INTERVAL_NS) * (check.Retries || DEFAULT_RETRIES)
  return instant(task.timestamp) - instant(task.createdAt) >= failsAfterNs / 1e6
}

/** The engine reports no more than exit code 137 of a container that went over its memory limit. */
function isKilledAtLimit(task: LiveTask, service: LiveService): boolean {
  return (
    task.state === 'failed' &&
    task.exitCode === 137 &&
    service.spec.TaskTemplate.Resources?.Limits?.MemoryBytes !== undefined
  )
}

/** What goes behind the error where the code says more than the engine does. */
export function hint(code: ReasonCode, task: LiveTask, service: LiveService): string {
  const limit = service.spec.TaskTemplate.Resources?.Limits?.MemoryBytes
  if (code === 'out-of-memory' && limit !== undefined && isKilledAtLimit(task, service)) {
    const mebibytes = Math.round(limit / 1024 / 1024)
    return `, which is how the kernel ends what goes over its memory limit of ${mebibytes} MiB`
  }
  return code === 'unhealthy' && task.error === ''
    ? ', which is how a program ends that is stopped because its healthcheck fails'
    : ''
}
