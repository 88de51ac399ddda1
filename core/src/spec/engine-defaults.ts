/*
 * What the engine assumes where a spec says nothing (swarmkit `api/defaults/service.go`, and
 * `daemon/cluster/convert`). Durations are nanoseconds.
 */

const SECOND_NS = 1_000_000_000

export const DEFAULT_STOP_GRACE_PERIOD_NS = 10 * SECOND_NS
export const DEFAULT_RESTART_CONDITION = 'any'
export const DEFAULT_RESTART_DELAY_NS = 5 * SECOND_NS
export const DEFAULT_MONITOR_NS = 5 * SECOND_NS
export const DEFAULT_UPDATE_ORDER = 'stop-first'
export const DEFAULT_FAILURE_ACTION = 'pause'
