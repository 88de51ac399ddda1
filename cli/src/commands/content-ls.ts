import type { ContentView } from '@kesako/contract'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { neededServer } from '../input/needed-server.ts'
import { writeJson } from '../output/report.ts'
import { formatTable } from '../output/table.ts'
import type { World } from '../world.ts'

export interface ContentLsOptions {
  readonly data?: string
  readonly json?: boolean
}

/** Prints the secrets of the swarm with who uses each. */
export async function secretLs(world: World, options: ContentLsOptions): Promise<ExitCode> {
  const server = await neededServer(world, options.data)
  const answer = await server.call('listSecrets', {})
  if (options.json === true) writeJson(world, answer)
  else world.stdout.write(`${describe('SECRET', answer.secrets)}\n`)
  return EXIT.done
}

/** Prints the configs of the swarm with who uses each. */
export async function configLs(world: World, options: ContentLsOptions): Promise<ExitCode> {
  const server = await neededServer(world, options.data)
  const answer = await server.call('listConfigs', {})
  if (options.json === true) writeJson(world, answer)
  else world.stdout.write(`${describe('CONFIG', answer.configs)}\n`)
  return EXIT.done
}

function describe(title: string, contents: readonly ContentView[]): string {
  const rows = contents.map(({ name, origin, stack, createdAt, usedBy }) => [
    name,
    madeBy(origin, stack),
    createdAt?.slice(0, 19) ?? '',
    usedBy.services.join(' ') || '-',
    usedBy.stacksInGit.join(' ') || '-',
  ])
  return formatTable([title, 'MADE BY', 'CREATED', 'USED BY', 'IN GIT'], rows)
}

function madeBy(origin: ContentView['origin'], stack: string | undefined): string {
  if (stack !== undefined) return `stack ${stack}`
  return origin === 'kesako' ? 'kesako' : 'others'
}
