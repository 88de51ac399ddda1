import { STACK_LABEL, type LiveService } from '@kesako/core'
import { RequestProblem } from '../http/request-problem.ts'
import { isOwnStack, isRestricted, ownStacksText, type Caller } from './caller.ts'

/** Throws a 403 for a stack that is not one of the caller's own. */
export function requireOwnStack(caller: Caller, stack: string): void {
  if (!isOwnStack(caller, stack)) throw notYours(caller, `the stack ${stack}`)
}

/** Throws a 403 for what concerns all stacks, unless all are the caller's own. `what` is a noun. */
export function requireAllStacks(caller: Caller, what: string): void {
  if (isRestricted(caller)) throw notYours(caller, what)
}

/** Throws a 403 for a service of a stack, or of none, that is not the caller's own. */
export function requireOwnService(caller: Caller, service: LiveService | undefined): void {
  const stack = service?.spec.Labels[STACK_LABEL]
  if (stack === undefined) requireAllStacks(caller, 'a service of no stack')
  else requireOwnStack(caller, stack)
}

function notYours(caller: Caller, what: string): RequestProblem {
  return new RequestProblem(
    'stack-not-yours',
    `${caller.name} may change ${ownStacksText(caller)}; this concerns ${what}.`,
    { remedy: 'Name stacks of your own, or ask an admin to do it.' },
  )
}
