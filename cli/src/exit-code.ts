/** What a verb's exit code says; the same for every verb. */
export const EXIT = {
  done: 0,
  failed: 1,
  wrongUse: 2,
  /** Only of `plan --check`: there is something to do. */
  planNotEmpty: 3,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
