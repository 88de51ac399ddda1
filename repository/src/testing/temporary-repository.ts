import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { createBareRepository } from '../git/create-bare-repository.ts'

// Each test starts dozens of processes, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 })

/** A bare repository for one test, and plain Git to put things into it, as a pusher would. */
export interface TemporaryRepository extends AsyncDisposable {
  readonly path: string
  /** Runs Git on it and returns what it prints, trimmed. */
  git(args: readonly string[], input?: string | Uint8Array): string
  /** Commits files on top of `parent` and moves the branch there. Null deletes; `link:x` is a symbolic link to x. */
  push(files: Readonly<Record<string, string | Uint8Array | null>>, options?: PushOptions): string
}

export interface PushOptions {
  readonly message?: string
  /** Default: the head of the branch. Null: a history of its own. */
  readonly parents?: readonly string[] | null
  /** Default `refs/heads/main`. */
  readonly ref?: string
  /** Seconds since 1970. */
  readonly time?: number
}

/** Plain digest for tests. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export async function temporaryRepository(): Promise<TemporaryRepository> {
  const folder = mkdtempSync(join(tmpdir(), 'kesako-repository-'))
  const path = join(folder, 'stacks.git')
  await createBareRepository(path)
  let clock = 1_700_000_000

  function git(args: readonly string[], input: string | Uint8Array = ''): string {
    const environment = {
      PATH: '/usr/bin:/bin:/usr/local/bin',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_INDEX_FILE: join(folder, 'index'),
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@kesako.test',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@kesako.test',
      GIT_AUTHOR_DATE: `${clock} +0000`,
      GIT_COMMITTER_DATE: `${clock} +0000`,
    }
    return execFileSync('git', [`--git-dir=${path}`, ...args], {
      input,
      env: environment,
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    })
      .toString()
      .trim()
  }

  const blobs = new Map<string, string>()
  function blobOf(content: string | Uint8Array): string {
    const key = sha256(content)
    const blob = blobs.get(key) ?? git(['hash-object', '-w', '--stdin'], content)
    blobs.set(key, blob)
    return blob
  }

  function head(ref: string): string | undefined {
    const id = git(['for-each-ref', '--format=%(objectname)', ref])
    return id === '' ? undefined : id
  }

  return {
    path,
    git,
    push(files, options = {}) {
      const ref = options.ref ?? 'refs/heads/main'
      clock = options.time ?? clock + 60
      const current = head(ref)
      const parents =
        options.parents === null
          ? []
          : (options.parents ?? (current === undefined ? [] : [current]))
      git(['read-tree', parents[0] ?? '--empty'])
      const records = Object.entries(files).map(([name, content]) => {
        if (content === null) return `0 ${'0'.repeat(40)}\t${name}\0`
        const link = typeof content === 'string' && content.startsWith('link:')
        const blob = blobOf(link ? content.slice(5) : content)
        return `${link ? '120000' : '100644'} ${blob}\t${name}\0`
      })
      git(['update-index', '-z', '--index-info'], records.join(''))
      const commit = git([
        'commit-tree',
        git(['write-tree']),
        ...parents.flatMap((parent) => ['-p', parent]),
        '-m',
        options.message ?? 'Change',
      ])
      git(['update-ref', ref, commit])
      return commit
    },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
