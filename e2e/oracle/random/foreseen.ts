import type { Problem } from '@kesako/core'

/** Problems of what the CLI sends and the engine then refuses, when half of the stack is made. */
const codes: ReadonlySet<string> = new Set([
  'service-name',
  'network-name',
  'secret-name',
  'config-name',
  'file-empty',
  'secret-name-twice',
  'config-name-twice',
  'mount-type',
  'restart-count',
])

/** True when we refuse a stack only for what the engine would refuse after the CLI had sent it. */
export function foreseen(problems: readonly Problem[]): boolean {
  const errors = problems.filter(({ severity }) => severity === 'error')
  return errors.length > 0 && errors.every(({ code }) => codes.has(code))
}
