import { formatPlace, type Problem } from '@kesako/core'
import type { World } from '../world.ts'
import type { Style } from './style.ts'

/** One line a problem, the remedy on a line of its own. */
export function describeProblem(problem: Problem, style: Style): string {
  const word = problem.severity === 'error' ? style.red('error') : style.yellow('warning')
  const place = formatPlace(problem.place)
  const { path = '', message } = problem
  const named = path === '' || message.includes(path) ? '' : `${style.dim(path)}: `
  const first = `${place === '' ? '' : `${style.bold(place)}: `}${word}: ${named}${message}`
  return problem.remedy === undefined ? first : `${first}\n    ${problem.remedy}`
}

/** Problems go to stderr, so that stdout stays what the verb is for. */
export function reportProblems(world: World, style: Style, problems: readonly Problem[]): void {
  for (const problem of problems) world.stderr.write(`${describeProblem(problem, style)}\n`)
}

export function writeJson(world: World, value: unknown): void {
  world.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}
