import type { Problem } from './problem.ts'

/** The longest sentence, in UTF-16 units: what a file says can be a megabyte long. */
const LONGEST = 600

/** Problems that are named; nobody reads more, and a file can have thousands. */
const MOST = 200

/**
 * Problems as a person can read them in a terminal: bounded in number and length, and with what
 * would move the cursor or change its colour made visible.
 */
export function presentProblems(problems: readonly Problem[]): readonly Problem[] {
  return firstProblems(problems).map(presentProblem)
}

/** The first 200 problems, and one that says how many follow. */
export function firstProblems(problems: readonly Problem[]): readonly Problem[] {
  const left = problems.slice(MOST)
  const [only] = left
  if (only === undefined || (left.length === 1 && only.code === 'more-problems')) return problems
  const severity = left.some((problem) => problem.severity === 'error') ? 'error' : 'warning'
  const message = `there are ${left.length} more problems like these`
  const rest: Problem = { code: 'more-problems', severity, message, remedy: 'Correct these first.' }
  return [...problems.slice(0, MOST), rest]
}

function presentProblem(problem: Problem): Problem {
  const { message, remedy, path } = problem
  const shown = {
    message: presentText(message),
    remedy: remedy === undefined ? undefined : presentText(remedy),
    path: path === undefined ? undefined : presentText(path),
  }
  if (shown.message === message && shown.remedy === remedy && shown.path === path) return problem
  return {
    ...problem,
    message: shown.message,
    ...(shown.remedy === undefined ? {} : { remedy: shown.remedy }),
    ...(shown.path === undefined ? {} : { path: shown.path }),
  }
}

/** Control characters, line separators, and those that change the direction of text. */
const hidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu

const hasHidden = new RegExp(hidden.source, 'u')

function presentText(text: string): string {
  const short =
    text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 200)} … ${text.slice(-190)}`
  if (!hasHidden.test(short)) return short
  return short.replace(hidden, escaped)
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `\\u${code.toString(16).padStart(4, '0')}`
}
