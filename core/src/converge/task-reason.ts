import type { ReasonCode } from '../deployment/deployment.ts'
import type { LiveNode, LiveService, LiveTask, TaskState } from '../live/live-state.ts'
import { failedTask } from './failed-task.ts'
import { failureCode, hint } from './failure.ts'
import { hasEnded, isWanted } from './task-state.ts'
import { unmetConstraints } from './unmet-constraints.ts'

/** Why a task is where it is. */
export interface TaskReason {
  /** One sentence. */
  readonly reason: string
  /** Where the swarm's words have a meaning that Kesako knows. */
  readonly code?: ReasonCode
}

/** One sentence for why a task waits, runs or ended. Pure. */
export function taskReason(
  task: LiveTask,
  service: LiveService,
  nodes: readonly LiveNode[],
): TaskReason {
  const node = nodes.find(({ id }) => id === task.nodeId)
  if (!hasEnded(task)) {
    if (node?.state === 'down') {
      const reason = `Its node ${node.hostname} is down; when it was last seen it was ${task.state}.`
      return { reason }
    }
    if (!isWanted(task)) return { reason: `The swarm is stopping it${on(node)}.` }
  }
  const code = failureCode(task, service)
  const known = code === undefined || !isTrouble(task) ? {} : { code }
  return { reason: `${SENTENCES[task.state]({ task, service, nodes, node })}.`, ...known }
}

function on(node: LiveNode | undefined): string {
  return node === undefined ? '' : ` on ${node.hostname}`
}

/** The swarm's words about a task say what is wrong with it. */
function isTrouble({ state, error }: LiveTask): boolean {
  return state !== 'shutdown' && (error !== '' || state === 'complete' || state === 'failed')
}

/** What a sentence is made of. */
interface Seen {
  readonly task: LiveTask
  readonly service: LiveService
  readonly nodes: readonly LiveNode[]
  readonly node: LiveNode | undefined
}

const SENTENCES: Readonly<Record<TaskState, (seen: Seen) => string>> = {
  new: unplaced,
  allocated: unplaced,
  pending: unplaced,
  assigned,
  accepted: assigned,
  preparing: ({ node }) => `Its node ${node?.hostname ?? ''} gets the image ready`,
  ready: starting,
  starting,
  running: ({ task, node }) =>
    task.upToDate === false
      ? `It runs${on(node)} by an earlier spec, and is going to be replaced`
      : `It runs${on(node)}`,
  complete: (seen) => `It ended${on(seen.node)} with ${ending(seen)}`,
  failed: (seen) => `It ended${on(seen.node)} with ${ending(seen)}`,
  rejected: (seen) => `It couldn't be started${on(seen.node)}: ${ending(seen)}`,
  shutdown: ({ node }) => `The swarm stopped it${on(node)}`,
  orphaned: () => 'The swarm gave it up, because its node was down for too long',
  remove: () => 'It is being removed, because its service asks for fewer tasks',
}

function unplaced({ task, service, nodes }: Seen): string {
  const { error } = failedTask(task, service, nodes)
  if (error === '') return 'It waits for the swarm to choose a node'
  const constrained = failureCode(task, service) === 'no-suitable-node'
  const unmet = constrained ? unmetConstraints(service, nodes) : []
  const why = unmet.length === 0 ? '' : `; no node that takes tasks has ${unmet.join(', ')}`
  return `No node takes it: "${error}"${why}`
}

function assigned({ node }: Seen): string {
  return `It waits for its node ${node?.hostname ?? ''} to begin`
}

function starting({ service, node }: Seen): string {
  const test = service.spec.TaskTemplate.ContainerSpec.Healthcheck?.Test ?? []
  const checked = test.length > 0 && test[0] !== 'NONE'
  return checked
    ? `It starts${on(node)}, and runs once its healthcheck passes`
    : `Its container starts${on(node)}`
}

function ending({ task, service, nodes }: Seen): string {
  const code = failureCode(task, service)
  const { error } = failedTask(task, service, nodes)
  const said = error === '' ? `exit code ${task.exitCode ?? 0}` : `"${error}"`
  return `${said}${code === undefined ? '' : hint(code, task, service)}`
}
