import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type CallInput, call, ProblemError, type RouteId, type Send } from '@kesako/contract'
import { CliError } from '../cli-error.ts'
import { type DataFolder, dataFolder } from '../serve/data-folder.ts'
import { lockHolder } from '../serve/process-lock.ts'
import type { World } from '../world.ts'

/** The server that runs on a data folder, as its admin. */
export interface RunningServer {
  readonly url: string
  /** A problem becomes an error with its code and remedy. */
  call<Id extends RouteId>(id: Id, input: CallInput<Id>): ReturnType<typeof call<Id>>
}

/** Longest time for an answer; a read of a large swarm takes seconds. */
const ANSWER_MS = 120_000

/** Undefined where none runs there. */
export async function findRunningServer(
  world: World,
  data: string | undefined,
): Promise<RunningServer | undefined> {
  const folder = dataFolder(world, process.getuid?.() === 0, data, resolve)
  const holder = await lockHolder(folder.lock)
  if (holder === undefined || holder.url === '') return undefined
  return runningServer(world, folder, holder.url)
}

/** The one that answers at a URL, with the admin token of its state folder. */
export async function runningServer(
  world: World,
  { state }: DataFolder,
  url: string,
): Promise<RunningServer> {
  const path = join(state, 'admin-token')
  const token = await readFile(path, 'utf8').catch(() => {
    throw new CliError(
      'token-unreadable',
      `${path} can't be read.`,
      'Run this as the one who started Kesako.',
    )
  })
  const send = sendTo(world, url, token.trim())
  return {
    url,
    async call(id, input) {
      try {
        return await call(send, id, input)
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
        const { code, detail, remedy } = error.problem
        throw new CliError(code, detail, remedy)
      }
    },
  }
}

function sendTo(world: World, url: string, token: string): Send {
  return async ({ method, path, headers, body }) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.any([world.signal, AbortSignal.timeout(ANSWER_MS)]),
    })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
}
