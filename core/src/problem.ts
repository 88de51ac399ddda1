/** Where a problem stands. Lines and columns count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** What to do next about a problem: a person must act, it waits for something, or it is tried again. */
export type NextStep = 'stalled' | 'waiting' | 'retried'

/**
 * Something that a person should know about an input or a state.
 *
 * `code` is stable and kebab-case; `message` is one sentence; `remedy` says what to do about it.
 * `path` is the path inside the document, dotted, with list indexes: `services.web.ports.0`.
 */
export interface Problem {
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly remedy?: string
  readonly place?: Place
  readonly path?: string
  readonly next?: NextStep
}

/** `file:line:column`, or the empty string where a problem has no place. */
export function formatPlace(place: Place | undefined): string {
  return place === undefined ? '' : `${place.file}:${place.line}:${place.column}`
}

/** A sentence ends with a full stop, whoever wrote it. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

/** One line for a terminal: `file:1:2: error: message. Remedy`. */
export function formatProblem(problem: Problem): string {
  const where = formatPlace(problem.place)
  const remedy = problem.remedy === undefined ? '' : ` ${problem.remedy}`
  return `${where === '' ? '' : `${where}: `}${problem.severity}: ${sentence(problem.message)}${remedy}`
}

/** True when at least one problem is an error. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error')
}
