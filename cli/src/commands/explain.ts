import { absentKeyRemedy, describeKey, type KeyDescription, nearestPath } from '@kesako/core'
import { wrongUse } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { writeJson } from '../output/report.ts'
import { type Style, styleFor } from '../output/style.ts'
import { formatTable } from '../output/table.ts'
import type { World } from '../world.ts'

export interface ExplainOptions {
  readonly json?: boolean
}

/** Prints what the schema says about a key of Compose files; without one, the keys of the whole file. */
export async function explain(
  world: World,
  path: string | undefined,
  options: ExplainOptions,
): Promise<ExitCode> {
  const described = describeKey(path ?? '')
  if (described === undefined) throw unknownKey(path ?? '')
  if (options.json === true) writeJson(world, described)
  else world.stdout.write(explanation(described, styleFor(world.stdout, world.environment)))
  return EXIT.done
}

function unknownKey(path: string): Error {
  const nearest = nearestPath(path)
  const listing = ['kesako explain', ...knownPart(path)].join(' ')
  const remedy =
    absentKeyRemedy(path) ??
    (nearest === undefined ? `See the keys there: ${listing}` : `Did you mean ${nearest}?`)
  return wrongUse(`A Compose file of a swarm stack has no key "${path}".`, remedy)
}

/** The longest beginning of a path that leads to a key, if there is one. */
function knownPart(path: string): readonly string[] {
  const parts = path.split('.')
  const beginnings = parts.map((_, index) => parts.slice(0, index).join('.'))
  const known = beginnings.findLast((beginning) => describeKey(beginning) !== undefined)
  return known === undefined || known === '' ? [] : [known]
}

function explanation(described: KeyDescription, style: Style): string {
  const { path, type, since, sentence, ignored, values, example, keys } = described
  const head = path === '' ? 'a Compose file' : path
  const parts = [
    `${style.bold(head)}: ${type}${since === '3.0' ? '' : `, since version ${since}`}`,
    ignored === undefined ? sentence : `${sentence} ${ignored}`,
    ...(values === undefined ? [] : [`Values:\n${columns(Object.entries(values))}`]),
    ...(example === undefined ? [] : [`Example:\n  ${nameOf(path)}: ${example}`]),
    ...(keys.length === 0
      ? []
      : [`Keys:\n${columns(keys.map((key) => [key.name, key.sentence]))}`]),
  ]
  return `${parts.join('\n\n')}\n`
}

function nameOf(path: string): string {
  return path.split('.').at(-1) ?? path
}

function columns([first = [], ...rest]: readonly (readonly string[])[]): string {
  return formatTable(first, rest).replaceAll(/^/gm, '  ')
}
