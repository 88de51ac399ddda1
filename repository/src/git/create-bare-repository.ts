import { appendFile, mkdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { gitEnvironment } from './git-environment.ts'
import { gitFailed, runGit } from './run-git.ts'

export interface CreateOptions {
  /** Default `main`. */
  readonly branch?: string
  /** The `git` program. Default `git`. */
  readonly git?: string
}

/** Pushed objects are checked one by one, and Git packs old objects itself after pushes. */
const CONFIGURATION = `[receive]
\tfsckObjects = true
\tautogc = true
`

/** Makes an empty bare repository for its owner's eyes only; one that is there already keeps everything it has. */
export async function createBareRepository(
  path: string,
  options: CreateOptions = {},
): Promise<void> {
  const folder = resolve(path)
  const there = await stat(join(folder, 'HEAD')).catch(() => undefined)
  if (there !== undefined) return
  // Its files may hold secrets of stacks.
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const branch = options.branch ?? 'main'
  const args = ['init', '--quiet', '--bare', `--initial-branch=${branch}`, '--template=', folder]
  const output = await runGit({
    program: options.git ?? 'git',
    args,
    environment: gitEnvironment(),
  })
  if (output.status !== 0) throw gitFailed(args, output)
  await appendFile(join(folder, 'config'), CONFIGURATION)
}
