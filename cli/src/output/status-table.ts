import type { StackRow, TaskCounts } from '../input/read-status.ts'
import { formatTable } from './table.ts'

/** One line a stack; a reason only where something isn't as it should be. */
export function statusTable(stacks: readonly StackRow[]): string {
  if (stacks.length === 0) return 'No stacks.'
  return formatTable(
    ['STACK', 'SYNC', 'HEALTH', 'TASKS', 'REASON'],
    stacks.map((stack) => [
      stack.name,
      stack.sync ?? '-',
      stack.health,
      counts(stack.tasks),
      reasonOf(stack),
    ]),
  )
}

/** One stack with its services. */
export function stackDetails(stack: StackRow): string {
  const services = stack.services.map((service) => [
    service.name,
    service.image,
    service.health,
    counts(service.tasks),
    service.health === 'healthy' ? '' : service.healthReason,
  ])
  const sync = stack.sync === undefined ? '' : `${stack.sync}, `
  const reason = reasonOf(stack)
  const head = `${stack.name}: ${sync}${stack.health}${reason === '' ? '' : `. ${reason}`}`
  if (services.length === 0) return head
  return `${head}\n\n${formatTable(['SERVICE', 'IMAGE', 'HEALTH', 'TASKS', 'REASON'], services)}`
}

function reasonOf({ managed, sync, syncReason, health, healthReason }: StackRow): string {
  const parts = [
    managed ? '' : 'Not managed by Kesako.',
    sync === undefined || sync === 'synced' ? '' : (syncReason ?? ''),
    health === 'healthy' ? '' : healthReason,
  ]
  return parts.filter((part) => part !== '').join(' ')
}

function counts({ running, desired }: TaskCounts): string {
  return `${running}/${desired}`
}
