import type { Problem } from '../../problem.ts'

/** What the engine would refuse, said before the first write. It has no place: specs know no files. */
export function refusal(code: string, message: string, remedy: string): Problem {
  return { code, severity: 'error', message, remedy, next: 'stalled' }
}
