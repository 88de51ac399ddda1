import { resolve } from 'node:path'
import type { TokenView } from '@kesako/contract'
import { CliError } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { writeJson } from '../output/report.ts'
import { formatTable } from '../output/table.ts'
import { dataFolder } from '../serve/data-folder.ts'
import { newToken, type NewTokenOptions } from '../token/new-token.ts'
import { tokenDesk, type TokenDesk } from '../token/token-desk.ts'
import type { World } from '../world.ts'

export interface TokenOptions {
  readonly data?: string
  readonly json?: boolean
}

/** Makes a token and prints its secret, this once. */
export async function tokenCreate(
  world: World,
  name: string,
  options: TokenOptions & NewTokenOptions,
): Promise<ExitCode> {
  const token = newToken(name, options)
  const made = await (await deskOf(world, options)).create(token)
  if (options.json === true) writeJson(world, made)
  else {
    world.stderr.write(
      `Made the token ${made.name} (${describeRight(made)}). Its secret, this once:\n`,
    )
    world.stdout.write(`${made.secret}\n`)
  }
  return EXIT.done
}

/** Prints all tokens, without their secrets. */
export async function tokenLs(world: World, options: TokenOptions): Promise<ExitCode> {
  const tokens = await (await deskOf(world, options)).list()
  if (options.json === true) writeJson(world, { tokens })
  else {
    const rows = tokens.map((token) => [
      token.name,
      token.role,
      token.stacks?.join(', ') ?? '',
      token.createdAt,
      token.expiresAt ?? 'never',
      token.id,
    ])
    const heads = ['NAME', 'ROLE', 'STACKS', 'MADE', 'EXPIRES', 'ID']
    world.stdout.write(`${formatTable(heads, rows)}\n`)
  }
  return EXIT.done
}

/** Revokes a token by name or id; its sessions end with it. */
export async function tokenRevoke(
  world: World,
  named: string,
  options: TokenOptions,
): Promise<ExitCode> {
  const desk = await deskOf(world, options)
  const found = (await desk.list()).find(({ id, name }) => id === named || name === named)
  if (found === undefined) {
    throw new CliError('token-unknown', `There is no token ${named}.`, 'See all: kesako token ls')
  }
  await desk.remove(found.id)
  if (options.json === true) writeJson(world, { name: found.name, id: found.id })
  else world.stdout.write(`Revoked the token ${found.name}; what was opened with it has ended.\n`)
  return EXIT.done
}

function deskOf(world: World, { data }: TokenOptions): Promise<TokenDesk> {
  return tokenDesk(world, dataFolder(world, process.getuid?.() === 0, data, resolve))
}

function describeRight({ role, stacks }: TokenView): string {
  return stacks === undefined ? role : `${role} of ${stacks.join(', ')}`
}
