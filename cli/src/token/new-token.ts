import { NewToken } from '@kesako/contract'
import { wrongUse } from '../cli-error.ts'

export interface NewTokenOptions {
  readonly role: string
  /** Repeatable, or several with commas between. */
  readonly stacks?: readonly string[]
  /** `90d`, or `never`. */
  readonly expires: string
}

/** The token that `kesako token create` asks for; wrong use says what is wrong. */
export function newToken(name: string, { role, stacks, expires }: NewTokenOptions): NewToken {
  const days = /^(\d{1,4})d$/.exec(expires)?.[1]
  if (days === undefined && expires !== 'never') {
    throw wrongUse(`--expires takes days or never, and is ${expires}.`, 'For example: 90d')
  }
  const patterns = stacks?.flatMap((entry) => entry.split(',')).filter((entry) => entry !== '')
  const parsed = NewToken.safeParse({
    name,
    role,
    ...(days === undefined ? {} : { expiresInDays: Number(days) }),
    ...(patterns === undefined ? {} : { stacks: patterns }),
  })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw wrongUse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}
