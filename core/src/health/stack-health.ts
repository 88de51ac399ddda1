import { assessService } from '../converge/assess-service.ts'
import { IMAGE_LABEL, STACK_LABEL } from '../labels.ts'
import type { LiveService, LiveState, LiveTask } from '../live/live-state.ts'
import { compareText } from '../plan/compare-text.ts'
import { tasksByService } from '../plan/live-index.ts'
import { modeName } from '../spec/service-mode.ts'
import type { Health } from '../status/status.ts'
import { serviceHealth } from './service-health.ts'

export interface ServiceHealthRow {
  /** Absent when the service is asked for and not on the swarm. */
  readonly id?: string
  /** Full name on the swarm. */
  readonly name: string
  readonly image: string
  /** As `docker service ls` says it: replicated, global, replicated job, global job. */
  readonly mode: string
  readonly running: number
  readonly desired: number
  readonly health: Health
  readonly reason: string
}

export interface StackHealth {
  readonly health: Health
  readonly reason: string
  /** Sorted by name. */
  readonly services: readonly ServiceHealthRow[]
  readonly running: number
  readonly desired: number
}

/** From best to worst. A service that is scaled to 0 doesn't stop a stack whose others run. */
const SEVERITY: readonly Health[] = [
  'stopped',
  'healthy',
  'progressing',
  'unknown',
  'missing',
  'degraded',
]

/**
 * Does a stack work? The worst service decides, and the reason names it. `expected` are the full
 * names of the services that are asked for; empty where nobody asks.
 */
export function stackHealth(
  stack: string,
  live: Pick<LiveState, 'services' | 'tasks' | 'nodes'>,
  expected: readonly string[],
): StackHealth {
  const tasks = tasksByService(live.tasks)
  const present = live.services
    .filter(({ spec }) => spec.Labels?.[STACK_LABEL] === stack)
    .map((service) => serviceHealthRow(service, tasks.get(service.id) ?? [], live))
  const names = new Set(present.map(({ name }) => name))
  const missing = [...new Set(expected)].filter((name) => !names.has(name)).map(missingRow)
  const services = [...present, ...missing].sort((a, b) => compareText(a.name, b.name))
  const total = (pick: (service: ServiceHealthRow) => number): number =>
    services.reduce((sum, service) => sum + pick(service), 0)
  return {
    ...verdict(services),
    services,
    running: total(({ running }) => running),
    desired: total(({ desired }) => desired),
  }
}

/** One service with its verdict; tasks of others are ignored. */
export function serviceHealthRow(
  service: LiveService,
  tasks: readonly LiveTask[],
  live: Pick<LiveState, 'nodes'>,
): ServiceHealthRow {
  const progress = assessService(service, tasks, live.nodes)
  return {
    id: service.id,
    name: service.spec.Name,
    image: service.spec.Labels?.[IMAGE_LABEL] ?? service.spec.TaskTemplate.ContainerSpec.Image,
    mode: modeName(service.spec.Mode),
    running: progress.running,
    desired: progress.desired,
    ...serviceHealth(service, progress),
  }
}

function missingRow(name: string): ServiceHealthRow {
  return {
    name,
    image: '',
    mode: '',
    running: 0,
    desired: 0,
    health: 'missing',
    reason: `Service ${name} is not on the swarm.`,
  }
}

function verdict(services: readonly ServiceHealthRow[]): Pick<StackHealth, 'health' | 'reason'> {
  const worst = services.toSorted((a, b) => severity(b) - severity(a))[0]
  if (worst === undefined) {
    return { health: 'stopped', reason: 'No service is on the swarm, and none is asked for.' }
  }
  if (worst.health === 'stopped')
    return { health: 'stopped', reason: 'Every service is scaled to 0.' }
  if (worst.health === 'healthy') {
    const count = services.length
    return { health: 'healthy', reason: count === 1 ? worst.reason : `All ${count} services work.` }
  }
  const reason = worst.reason.includes(worst.name) ? worst.reason : `${worst.name}: ${worst.reason}`
  return { health: worst.health, reason }
}

function severity({ health }: ServiceHealthRow): number {
  return SEVERITY.indexOf(health)
}
