import type { StackList, StackView } from '@kesako/contract'
import type { ThrowawayEngine } from '../lab/index.ts'
import { eventually } from './eventually.ts'
import { foreignObjects, type ForeignObjects } from './foreign-objects.ts'
import { journalDisorder, type Pushed } from './journal-order.ts'
import type { KesakoProcess } from './kesako-process.ts'
import { LEASE_PREFIX } from './lease-prefix.ts'
import { runKesako } from './run-kesako.ts'
import { type SwarmObject, swarmObjects } from './swarm-objects.ts'

export interface Order {
  readonly engine: Pick<ThrowawayEngine, 'host'>
  readonly kesako: KesakoProcess
  /** All that was pushed, oldest first; the last one is the head. */
  readonly pushed: readonly Pushed[]
  /** Reason codes of stacks that fail. Every other one is synced and healthy. */
  readonly failing: Readonly<Record<string, string>>
  /** Reason codes with which stacks failed before they were mended. */
  readonly failedBefore?: Readonly<Record<string, string>>
  /** What wasn't Kesako's before anything happened. */
  readonly foreign: ForeignObjects
  /** Tasks end with their engine, and a swarm that comes back writes to services itself. */
  readonly engineRestarted?: boolean
  /** A request to give a lease back was lost, or its holder was killed: it stays until the stack is deployed again. */
  readonly leasesMayStay?: boolean
  /** Default 120,000 ms. */
  readonly timeoutMs?: number
}

/**
 * What is wrong after a fault that is over, a sentence each. What has to hold: the swarm is what the head asks for,
 * nothing of ours is on it that nothing needs, nothing of others was touched, and the journal tells all of it once.
 * Waits until it holds, for at most the time of the order.
 */
export async function disorder(order: Order): Promise<readonly string[]> {
  let wrong: readonly string[] = []
  const look = async (): Promise<boolean> => {
    wrong = await disorderNow(order)
    return wrong.length === 0
  }
  try {
    await eventually('all is in order', look, order.timeoutMs ?? 120_000)
  } catch (error) {
    return wrong.length === 0 ? [String(error)] : wrong
  }
  return planDisorder(order)
}

async function disorderNow(order: Order): Promise<readonly string[]> {
  const { engine, kesako, foreign } = order
  const list = await kesako.stacks()
  const stacks = list.stacks.flatMap((stack) => stackDisorder(order, stack))
  const head = headDisorder(order, list)
  // What is still being worked on is no disorder yet, and need not be looked at more closely.
  if (head.length + stacks.length > 0) return [...head, ...stacks]
  const [objects, others, journal] = await Promise.all([
    swarmObjects(engine.host),
    foreignObjects(engine.host),
    journals(
      order,
      list.stacks.filter(({ managed }) => managed).map(({ name }) => name),
    ),
  ])
  const deployed = list.stacks.filter(({ managed, enabled }) => managed && enabled)
  const names = new Set(deployed.map(({ name }) => name))
  const restarted = order.engineRestarted === true
  const before = restarted ? foreign.objects.map(withoutVersion) : foreign.objects
  const after = restarted ? others.objects.map(withoutVersion) : others.objects
  return [
    ...orphans(objects, names),
    ...(order.leasesMayStay === true ? [] : leases(objects)),
    ...missing('object', before, after),
    ...missing('object', after, before, 'appeared'),
    ...(restarted ? [] : missing('task', foreign.tasks, others.tasks)),
    ...journal,
  ]
}

function headDisorder({ pushed }: Order, list: StackList): readonly string[] {
  const head = pushed.at(-1)?.revision
  return [
    ...(list.engine.connected ? [] : [`the engine is away: ${list.engine.reason}`]),
    ...(list.held === undefined ? [] : [`everything is held: ${list.held.reason}`]),
    ...(list.revision === head ? [] : [`the head is ${list.revision}, not ${head}`]),
  ]
}

function stackDisorder({ failing }: Order, stack: StackView): readonly string[] {
  const { name, sync, syncReason, health, healthReason, lastDeployment, deploying } = stack
  if (!stack.managed) return []
  if (deploying) return [`${name} is being deployed`]
  const code = failing[name]
  if (code !== undefined) {
    const { end } = lastDeployment ?? {}
    if (end?.outcome === 'failed' && end.code === code) return []
    // Another process deployed it, and its journal tells why it fails.
    if (lastDeployment === undefined && health !== 'healthy') return []
    return [`${name} didn't fail with ${code}: ${JSON.stringify(end)}`]
  }
  return [
    ...(sync === 'synced' ? [] : [`${name} is ${sync}: ${syncReason}`]),
    ...(health === 'healthy' ? [] : [`${name} is ${health}: ${healthReason}`]),
  ]
}

/** Ours, and of a stack that isn't wanted, or used by no service, or there twice. */
function orphans(objects: readonly SwarmObject[], stacks: ReadonlySet<string>): readonly string[] {
  const used = new Set(objects.flatMap(({ uses }) => uses))
  const ours = objects.filter(({ repository }) => repository !== undefined)
  const unneeded = ours.filter(
    ({ kind, id, stack = '' }) => !stacks.has(stack) || (kind !== 'service' && !used.has(id)),
  )
  const titles = ours.map(({ kind, name }) => `${kind} ${name}`)
  return [
    ...unneeded.map(({ kind, name }) => `orphan: ${kind} ${name}`),
    ...titles
      .filter((title, index) => titles.indexOf(title) !== index)
      .map((title) => `twice: ${title}`),
  ]
}

function withoutVersion(line: string): string {
  return line.replace(/ \S+$/, '')
}

function leases(objects: readonly SwarmObject[]): readonly string[] {
  return objects
    .filter(({ name }) => name.startsWith(LEASE_PREFIX))
    .map(({ name }) => `lease that nobody gave back: ${name}`)
}

function missing(
  what: string,
  wanted: readonly string[],
  there: readonly string[],
  verb = 'changed or went',
): readonly string[] {
  return wanted
    .filter((line) => !there.includes(line))
    .map((line) => `foreign ${what} ${verb}: ${line}`)
}

async function journals(
  { kesako, pushed, failing, failedBefore }: Order,
  names: readonly string[],
): Promise<readonly string[]> {
  const stacks = [...new Set([...names, ...pushed.flatMap((push) => push.stacks)])]
  const wrong = await Promise.all(
    stacks.map(async (stack) => {
      const entries = await kesako.deployments(stack)
      const code = failing[stack] ?? failedBefore?.[stack]
      return journalDisorder(stack, {
        entries,
        pushed,
        ...(code === undefined ? {} : { failing: code }),
      })
    }),
  )
  return wrong.flat()
}

/** A process that remembers nothing, and asks the engine itself, finds nothing to do either. */
async function planDisorder({ engine, kesako }: Order): Promise<readonly string[]> {
  const repository = `${kesako.dataFolder}/stacks.git`
  const { code, stdout, stderr } = await runKesako(['plan', '--repo', repository, '--check'], {
    host: engine.host,
  })
  return code === 0 ? [] : [`a plan made anew is not empty (${code}):\n${stdout}${stderr}`]
}
