import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  openRepository,
  readMirrorMark,
  type RevisionState,
  type StackAtRevision,
  type StacksRepository,
} from '@kesako/repository'
import { CliError, wrongUse } from '../cli-error.ts'
import { dataFolder } from '../serve/data-folder.ts'
import type { World } from '../world.ts'
import { sha256 } from './digests.ts'

const VARIABLE_PREFIX = 'KESAKO_VAR_'

/** `KESAKO_VAR_<NAME>` of the process, without the prefix: never its whole environment. */
export function runnerVariables(environment: World['environment']): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(environment).flatMap(([name, value]) =>
      name.startsWith(VARIABLE_PREFIX) && value !== undefined
        ? [[name.slice(VARIABLE_PREFIX.length), value] as const]
        : [],
    ),
  )
}

export function openStacksRepository(
  world: World,
  path: string,
  branch = 'main',
): StacksRepository {
  return openRepository({
    path: resolve(world.workingDirectory, path),
    branch,
    digest: sha256,
    variables: runnerVariables(world.environment),
  })
}

export interface RepositoryOptions {
  readonly repo?: string
  readonly data?: string
}

/** `--repo`, else the embedded forge's repository in the data folder; undefined when there is none. */
export async function findStacksRepository(
  world: World,
  options: RepositoryOptions,
): Promise<StacksRepository | undefined> {
  if (options.repo !== undefined) return openStacksRepository(world, options.repo)
  const { repository } = dataFolder(world, process.getuid?.() === 0, options.data, resolve)
  const there = await access(repository).then(
    () => true,
    () => false,
  )
  if (!there) return undefined
  const mark = await readMirrorMark(repository)
  return openStacksRepository(world, repository, mark?.branch)
}

/** The revision that `--revision` names, else the head of main. */
export async function revisionOf(
  repository: StacksRepository,
  option: string | undefined,
): Promise<string> {
  if (option !== undefined) {
    const revision = await repository.resolve(option)
    if (revision === undefined)
      throw wrongUse(`There is no revision ${option} in ${repository.path}.`)
    return revision
  }
  const head = await readableHead(repository)
  if (head !== undefined) return head
  throw new CliError(
    'no-branch',
    `${repository.path} has no branch ${repository.branch}.`,
    `Commit to ${repository.branch}, or name a revision with --revision.`,
  )
}

/** The head of main; undefined where there is no such branch. Throws where the repository can't be read. */
export async function readableHead(repository: StacksRepository): Promise<string | undefined> {
  const head = await repository.head()
  switch (head.kind) {
    case 'revision':
      return head.revision
    case 'no-branch':
      return undefined
    case 'unreadable':
      throw new CliError(
        'repository-unreadable',
        head.reason,
        'Name the top folder of a repository with --repo, bare or with a work tree.',
      )
  }
}

/** All stacks of a revision, or the one that `--stack` names, which must be in it. */
export function chosenStacks(
  state: RevisionState,
  stack: string | undefined,
): readonly StackAtRevision[] {
  if (stack === undefined) return state.stacks
  const chosen = state.stacks.filter(({ name }) => name === stack)
  if (chosen.length > 0) return chosen
  throw wrongUse(
    `Revision ${state.revision.slice(0, 12)} has no stack ${stack}.`,
    state.stacks.length === 0
      ? 'It has none at all: a stack is a docker-compose-<stack>.yml.'
      : `It has: ${state.stacks.map(({ name }) => name).join(', ')}.`,
  )
}
