import { fileURLToPath } from 'node:url'
import { tryProgram } from './run-program.ts'

const script = fileURLToPath(new URL('../../bootstrap/engine-root.sh', import.meta.url))
const found = new Map<string, Promise<string>>()

/** Making one takes a minute, on a busy machine many. */
const timeoutMs = 1_800_000

/**
 * The root folder that throwaway engines run from: of the version that `KESAKO_TEST_ENGINE` names, made by whoever
 * needs it first; undefined for the engine of the machine itself. Rejects with a sentence for what is no such version.
 */
export async function engineRoot(): Promise<string | undefined> {
  const version = process.env['KESAKO_TEST_ENGINE'] ?? ''
  if (version === '') return undefined
  const folder = found.get(version) ?? findOrMake(version)
  found.set(version, folder)
  return await folder
}

async function findOrMake(version: string): Promise<string> {
  const { code, stdout, stderr } = await tryProgram('sh', [script, version], { timeoutMs })
  if (code !== 0) throw new Error(stderr.trim())
  return stdout.trim()
}

/** Before the tests of a run, since none of them waits so long as the first use of a version takes. */
export default async function prepareEngineRoot(): Promise<void> {
  if ((process.env['KESAKO_TEST_DOCKER_HOST'] ?? '') === '') await engineRoot()
}
