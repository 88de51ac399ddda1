import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { gitEnvironment } from './git-environment.ts'
import { gitFailed, runGit } from './run-git.ts'

export interface CreateOptions {
  /** Default `main`. */
  readonly branch?: string
  /** The `git` program. Default `git`. */
  readonly git?: string
}

/**
 * Makes an empty bare repository; one that is there already keeps everything it has.
 * Pushes are checked object by object, and old objects are packed by Git itself after pushes.
 */
export async function createBareRepository(
  path: string,
  options: CreateOptions = {},
): Promise<void> {
  const folder = resolve(path)
  await mkdir(folder, { recursive: true })
  const program = options.git ?? 'git'
  const environment = gitEnvironment()
  const branch = options.branch ?? 'main'
  const settings = [
    ['core.logAllRefUpdates', 'false'],
    ['receive.fsckObjects', 'true'],
    ['receive.autogc', 'true'],
  ] as const
  const commands = [
    ['init', '--quiet', '--bare', `--initial-branch=${branch}`, '--template=', '--', folder],
    ...settings.map(([key, value]) => [`--git-dir=${folder}`, 'config', key, value]),
  ]
  for (const args of commands) {
    const output = await runGit({ program, args, environment })
    if (output.status !== 0) throw gitFailed(args, output)
  }
}
