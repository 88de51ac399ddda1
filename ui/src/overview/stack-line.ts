import type { StackView } from '@kesako/contract'
import { syncWord } from '../states/sync-word.ts'
import { healthLooks, syncLooks } from '../states/vocabulary.ts'
import { absolute, age } from '../time/age.ts'
import { count, sentence, shortAuthor } from './words.ts'

/** The words of one row of the list. */
export interface StackLine {
  readonly revision: string
  readonly message: string
  /** True when the message is not a commit's. */
  readonly quiet: boolean
  readonly author: string
  readonly age: string
  /** Absolute time of `age`, or the empty string. */
  readonly at: string
}

/** `step`: what a running deployment said last. `now` in milliseconds since 1970. */
export function stackLine(stack: StackView, step: string | undefined, now: number): StackLine {
  const commit = stack.source?.commit
  const last = stack.lastDeployment
  const at = last?.end?.endedAt ?? last?.startedAt ?? commit?.date
  return {
    revision: (commit?.revision ?? last?.revision)?.slice(0, 7) ?? '–',
    ...messageOf(stack, step),
    author: shortAuthor(commit?.author ?? last?.actor.name ?? ''),
    age: stack.deploying ? 'now' : at === undefined ? '' : age(at, now),
    at: at === undefined ? '' : absolute(at),
  }
}

/** Everything that a row shows, as one sentence for a screen reader. */
export function spokenLine(stack: StackView, line: StackLine): string {
  const parts = [
    stack.name,
    syncLooks[syncWord(stack)].word,
    healthLooks[stack.health].word,
    `${stack.tasks.running} of ${count(stack.tasks.desired, 'task')} run`,
    line.message,
    line.author === '' ? '' : `by ${line.author}`,
    line.at,
  ]
  return parts.filter((part) => part !== '').join(', ')
}

function messageOf(
  stack: StackView,
  step: string | undefined,
): Pick<StackLine, 'message' | 'quiet'> {
  if (stack.deploying && step !== undefined) return { message: step, quiet: true }
  if (!stack.managed) {
    const services = count(stack.services.length, 'service')
    const verb = stack.services.length === 1 ? 'runs' : 'run'
    return { message: `${services} ${verb}, no Compose file in the repository`, quiet: true }
  }
  const subject = stack.source?.commit?.subject
  if (subject !== undefined && subject !== '') return { message: subject, quiet: false }
  return { message: sentence(stack.lastDeployment?.end?.reason ?? ''), quiet: true }
}
