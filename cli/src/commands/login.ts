import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { LoginLink } from '@kesako/contract'
import { CliError } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { dataFolder } from '../serve/data-folder.ts'
import { lockHolder } from '../serve/process-lock.ts'
import { writeJson } from '../output/report.ts'
import type { World } from '../world.ts'

export interface LoginOptions {
  readonly data?: string
  readonly json?: boolean
}

/** Prints a link that logs a browser in once, made by the server that runs on the data folder. */
export async function login(world: World, options: LoginOptions): Promise<ExitCode> {
  const data = dataFolder(world, process.getuid?.() === 0, options.data, resolve)
  const holder = await lockHolder(data.lock)
  if (holder === undefined) {
    throw new CliError('not-running', `No Kesako runs on ${data.path}.`, 'Start it: kesako up')
  }
  const path = join(data.state, 'admin-token')
  const token = await readFile(path, 'utf8').catch(() => {
    throw new CliError(
      'token-unreadable',
      `${path} can't be read.`,
      'Run this as the one who started Kesako.',
    )
  })
  const answer = await fetch(`${holder.url}/api/login-links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token.trim()}` },
    signal: AbortSignal.any([world.signal, AbortSignal.timeout(10_000)]),
  })
  if (!answer.ok) {
    throw new CliError(
      'login-refused',
      `The server at ${holder.url} refuses the admin token (${answer.status}).`,
      `Was it revoked? A new one comes with an empty ${data.state}/tokens.json.`,
    )
  }
  const { url } = LoginLink.parse(await answer.json())
  if (options.json === true) writeJson(world, { url })
  else world.stdout.write(`${url}\n`)
  return EXIT.done
}
