import type { ContentAnswer } from '@kesako/contract'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { neededServer } from '../input/needed-server.ts'
import { describeContent } from '../output/content-report.ts'
import { writeJson } from '../output/report.ts'
import type { World } from '../world.ts'

export interface ContentRmOptions {
  readonly force?: boolean
  readonly dryRun?: boolean
  readonly data?: string
  readonly json?: boolean
}

/** Removes secrets; stops at the first that is refused. */
export function secretRm(
  world: World,
  names: readonly string[],
  options: ContentRmOptions,
): Promise<ExitCode> {
  return remove(world, 'secret', names, options)
}

/** Removes configs; stops at the first that is refused. */
export function configRm(
  world: World,
  names: readonly string[],
  options: ContentRmOptions,
): Promise<ExitCode> {
  return remove(world, 'config', names, options)
}

async function remove(
  world: World,
  kind: 'secret' | 'config',
  names: readonly string[],
  { force = false, dryRun = false, data, json = false }: ContentRmOptions,
): Promise<ExitCode> {
  const server = await neededServer(world, data)
  const route = kind === 'secret' ? 'deleteSecret' : 'deleteConfig'
  const answers: ContentAnswer[] = []
  for (const name of names) {
    const answer = await server.call(route, { params: { name }, query: { force, dryRun } })
    answers.push(answer)
    if (!json) world.stdout.write(`${describeContent(kind, answer)}\n`)
  }
  if (json) writeJson(world, { removed: answers })
  return EXIT.done
}
