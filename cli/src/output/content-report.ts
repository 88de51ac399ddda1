import type { ContentAnswer } from '@kesako/contract'

const DONE: Readonly<Record<ContentAnswer['outcome'], string>> = {
  created: 'Created',
  replaced: 'Replaced',
  unchanged: 'Left as it is:',
  removed: 'Removed',
}

const WOULD: Readonly<Record<ContentAnswer['outcome'], string>> = {
  created: 'Would create',
  replaced: 'Would replace',
  unchanged: 'Left as it is:',
  removed: 'Would remove',
}

/** What became of a secret or config, or would, in one line. */
export function describeContent(
  kind: 'secret' | 'config',
  { done, outcome, name }: ContentAnswer,
): string {
  const same = outcome === 'unchanged' ? ', which has this value already' : ''
  return `${(done ? DONE : WOULD)[outcome]} ${kind} ${name}${same}.`
}
