import { join } from 'node:path'
import { RepositoryError } from '../repository-error.ts'
import { findGitDirectory } from './git-directory.ts'
import { gitEnvironment, gitOptions } from './git-environment.ts'
import type { LooseObject } from './loose-object.ts'
import { writeLooseObject } from './loose-object.ts'
import type { ObjectFormat } from './object-format.ts'
import { formatOfId } from './object-format.ts'
import type { ObjectReader } from './object-reader.ts'
import { createObjectReader } from './object-reader.ts'
import type { RefWriter } from './ref-writer.ts'
import { createRefWriter } from './ref-writer.ts'
import type { GitOutput } from './run-git.ts'
import { gitFailed, runGit } from './run-git.ts'

export interface GitOptions {
  /** Top folder: bare, or with a work tree. */
  readonly path: string
  /** The `git` program. Default `git`. */
  readonly program?: string
  /** Added to the hermetic environment, such as the quarantine variables of a push. */
  readonly environment?: Readonly<Record<string, string>>
}

export interface RunOptions {
  readonly input?: Uint8Array | string
  readonly environment?: Readonly<Record<string, string>>
  readonly maxBytes?: number
  /** Default 30 000 ms. */
  readonly timeoutMs?: number
  /** See {@link GitCommand.maxFileBytes}. */
  readonly maxFileBytes?: number
  readonly signal?: AbortSignal
  /** Exit statuses besides 0 that are an answer, not a failure. */
  readonly allow?: readonly number[] | 'any'
}

/** The one door to the `git` program, for one repository. */
export interface Git {
  run(args: readonly string[], options?: RunOptions): Promise<GitOutput>
  readonly objects: ObjectReader
  writeObject(object: LooseObject): Promise<string>
  /** See {@link RefWriter.move}. */
  moveRef(ref: string, from: string, to: string): Promise<boolean>
  format(): Promise<ObjectFormat>
  readonly close: () => void
}

interface Opened {
  readonly options: readonly string[]
  readonly objectsDirectory: string
  readonly reader: ObjectReader
  readonly refs: RefWriter
}

export function createGit(options: GitOptions): Git {
  const program = options.program ?? 'git'
  const environment = gitEnvironment(options.environment)
  // Objects of a push that may yet be refused must not be pointed to, so nothing is written in quarantine.
  const quarantined = options.environment?.['GIT_QUARANTINE_PATH'] !== undefined
  let opening: Promise<Opened> | undefined
  let opened: Opened | undefined
  let objectFormat: ObjectFormat | undefined

  async function open(): Promise<Opened> {
    const directory = await findGitDirectory(options.path)
    const words = gitOptions(directory.path)
    const session = { program, options: words, environment }
    opened = {
      options: words,
      objectsDirectory: join(directory.common, 'objects'),
      reader: createObjectReader(session),
      refs: createRefWriter(session),
    }
    return opened
  }

  /** A folder that isn't a repository yet may become one: only success is remembered. */
  async function ready(): Promise<Opened> {
    opening ??= open()
    try {
      return await opening
    } catch (error) {
      opening = undefined
      throw error
    }
  }

  async function run(args: readonly string[], how: RunOptions = {}): Promise<GitOutput> {
    const { options: words } = await ready()
    const { allow = [], ...limits } = how
    const output = await runGit({
      ...limits,
      program,
      args: [...words, ...args],
      environment: { ...environment, ...how.environment },
    })
    const isAnswer = output.status === 0 || allow === 'any' || allow.includes(output.status)
    if (!isAnswer) throw gitFailed(args, output)
    return output
  }

  async function format(): Promise<ObjectFormat> {
    if (objectFormat === undefined) {
      const { stdout } = await run(['rev-parse', '--show-object-format'])
      objectFormat = stdout.toString('latin1').trim() === 'sha256' ? 'sha256' : 'sha1'
    }
    return objectFormat
  }

  return {
    run,
    format,
    objects: {
      async read(name, maxBytes) {
        const answer = await (await ready()).reader.read(name, maxBytes)
        // An id tells the format, which saves a process before the first write.
        if (answer.kind !== 'missing') objectFormat ??= formatOfId(answer.id)
        return answer
      },
      close: () => opened?.reader.close(),
    },
    async writeObject(object) {
      if (quarantined) throw readOnly()
      const { objectsDirectory } = await ready()
      return writeLooseObject(objectsDirectory, await format(), object)
    },
    async moveRef(ref, from, to) {
      if (quarantined) throw readOnly()
      return (await ready()).refs.move(ref, from, to)
    },
    close() {
      opened?.reader.close()
      opened?.refs.close()
    },
  }
}

function readOnly(): RepositoryError {
  return new RepositoryError(
    'repository-read-only',
    'Nothing is written while the objects of a push are in quarantine.',
    'Write through the repository that was opened without the quarantine variables.',
  )
}
