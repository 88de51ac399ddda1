/** What `git push --porcelain` said of one ref. */
export type PushVerdict =
  | 'taken'
  /** The ref is elsewhere than where the pushed commit begins. */
  | 'moved-on'
  /** The remote's own rules, or a ref that can't be written there. */
  | 'declined'

/** Pure: verdicts by the full name of the remote's ref. A ref that isn't in it has no answer. */
export function readPushReport(text: string): ReadonlyMap<string, PushVerdict> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const found = /^([ +*=!-])\t[^\t]*:(refs\/[^\t]+)\t(.*)$/u.exec(line)
      if (found === null) return []
      const [, flag = '', ref = '', summary = ''] = found
      const verdict = verdictOf(flag, summary)
      return verdict === undefined ? [] : [[ref, verdict] as const]
    }),
  )
}

/** "[remote failure]" stands for a connection that ended before the answer. */
function verdictOf(flag: string, summary: string): PushVerdict | undefined {
  if (flag !== '!') return 'taken'
  if (summary.startsWith('[rejected]')) return 'moved-on'
  return summary.startsWith('[remote rejected]') ? 'declined' : undefined
}

/** The reason in brackets that the remote gave for a ref: `(pre-receive hook declined)`. */
export function declineReason(text: string, ref: string): string {
  const line = text.split('\n').find((one) => one.startsWith('!') && one.includes(`:${ref}\t`))
  return /\((.*)\)$/u.exec(line ?? '')?.[1] ?? ''
}
