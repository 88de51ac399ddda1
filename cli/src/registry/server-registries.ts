import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { call, ProblemError, type Send } from '@kesako/contract'
import { CliError } from '../cli-error.ts'
import type { DataFolder } from '../serve/data-folder.ts'
import type { World } from '../world.ts'
import type { Registries } from './registries.ts'

/** The server may ask a registry that answers slowly. */
const TIMEOUT_MS = 60_000

/** Those of a running server, by its API and with the admin token of its state folder. */
export function serverRegistries(world: World, data: DataFolder, url: string): Registries {
  const send: Send = async ({ method, path, headers, body }) => {
    const token = await adminToken(data)
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.any([world.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return {
    list: async () => (await told(call(send, 'listRegistries', {}))).registries,
    save: (host, body) => told(call(send, 'saveRegistry', { params: { host }, body })),
    remove: (host) => told(call(send, 'deleteRegistry', { params: { host } })),
  }
}

async function told<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const { code, detail, remedy } = error.problem
    throw new CliError(code, detail, remedy?.replace('"check": false', '--no-check'))
  }
}

async function adminToken({ state }: DataFolder): Promise<string> {
  const path = join(state, 'admin-token')
  const text = await readFile(path, 'utf8').catch(() => {
    throw new CliError(
      'token-unreadable',
      `${path} can't be read.`,
      'Run this as the one who started Kesako.',
    )
  })
  return text.trim()
}
