import { createHash } from 'node:crypto'
import type { InputOf, StackList, StackView } from '@kesako/contract'

export type StackQuery = InputOf<'listStacks'>['query']

/** Of all stacks those that a query asks for, with the fields that it names. */
export function stackPage(list: StackList, query: StackQuery): StackList {
  const { sync, health, managed, q, offset = 0, limit, fields } = query
  const text = q?.toLowerCase()
  const found = list.stacks.filter(
    (stack) =>
      (sync === undefined || sync.includes(stack.sync)) &&
      (health === undefined || health.includes(stack.health)) &&
      (managed === undefined || stack.managed === managed) &&
      (text === undefined || mentions(stack, text)),
  )
  const page = found.slice(offset, limit === undefined ? undefined : offset + limit)
  return {
    ...list,
    total: found.length,
    stacks: fields === undefined ? page : page.map((stack) => only(stack, fields)),
  }
}

/** In the names of the stack and its services, and in its images. */
function mentions({ name, services }: StackView, text: string): boolean {
  const words = [name, ...services.flatMap((service) => [service.name, service.image])]
  return words.some((word) => word.toLowerCase().includes(text))
}

function only(stack: StackView, fields: readonly string[]): StackView {
  const kept = Object.entries(stack).filter(([key]) => key === 'name' || fields.includes(key))
  // Who asks for fields gets these alone, as the contract's schema says.
  return Object.fromEntries(kept) as unknown as StackView
}

/** Weak: the same for the same stacks, whenever they were read. */
export function pageEtag({ readAt: _readAt, ...page }: StackList): string {
  return `W/"${createHash('sha256').update(JSON.stringify(page)).digest('base64url').slice(0, 27)}"`
}
