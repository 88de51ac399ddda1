import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { git, temporaryFolder, tryGit } from '../lab/index.ts'

/** Content of files by path; null deletes one. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>

/** A person's clone of a stacks repository. */
export interface StacksClone extends AsyncDisposable {
  readonly folder: string
  /** Writes, commits and gives the revision; pushes nothing. */
  commit(files: Files, message?: string): Promise<string>
  /** Writes, commits, pushes main, and gives the revision. Rejects when the push is refused. */
  push(files: Files, message?: string): Promise<string>
  /** Pushes as told and gives all that git printed, refused or not. */
  tryPush(...args: readonly string[]): Promise<{ readonly ok: boolean; readonly output: string }>
  git(...args: readonly string[]): Promise<string>
}

/** Begins a clone on branch main; the remote may be empty. */
export async function cloneStacks(remote: string): Promise<StacksClone> {
  const temporary = await temporaryFolder()
  const folder = temporary.path
  const run = (...args: readonly string[]): Promise<string> => git(folder, args)
  await run('init', '--quiet', '--initial-branch=main')
  await run('remote', 'add', 'origin', remote)
  const fetched = await tryGit(folder, ['fetch', '--quiet', 'origin', 'main'])
  if (fetched.code === 0) await run('reset', '--quiet', '--hard', 'origin/main')

  async function commit(files: Files, message = 'change'): Promise<string> {
    for (const [path, content] of Object.entries(files)) {
      const target = join(folder, path)
      if (content === null) {
        await rm(target, { force: true, recursive: true })
        continue
      }
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, content)
    }
    await run('add', '--all')
    await run('commit', '--quiet', '--allow-empty', '--message', message)
    return (await run('rev-parse', 'HEAD')).trim()
  }

  async function tryPush(...args: readonly string[]): Promise<{ ok: boolean; output: string }> {
    const result = await tryGit(folder, ['push', ...args])
    return { ok: result.code === 0, output: `${result.stdout}${result.stderr}` }
  }

  return {
    folder,
    commit,
    async push(files, message) {
      const revision = await commit(files, message)
      const pushed = await tryPush('origin', 'HEAD:main')
      if (!pushed.ok) throw new Error(`push refused: ${pushed.output}`)
      return revision
    },
    tryPush,
    git: run,
    [Symbol.asyncDispose]: () => temporary.remove(),
  }
}
