import type { Place, Problem } from '../problem.ts'

/** Where found problems go. */
export type Report = (problem: Problem) => void

/** Where a problem stands in a document, and the path to it. */
export interface Spot {
  readonly place: Place
  readonly path: string
}

export interface Finding extends Spot {
  readonly code: string
  readonly message: string
  readonly remedy?: string
}

export function reportError(report: Report, finding: Finding): void {
  report({ ...finding, severity: 'error' })
}

export function reportWarning(report: Report, finding: Finding): void {
  report({ ...finding, severity: 'warning' })
}

/** A fault of one value, without its place: what is wrong, and what to write. */
export interface Fault {
  readonly message: string
  readonly remedy?: string
}
