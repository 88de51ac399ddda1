import { dirname, isAbsolute, relative, resolve } from 'node:path'
import {
  type ComposeSource,
  convertStack,
  DEFAULT_STACK_POLICY,
  type DesiredState,
  envFileNames,
  type FileRead,
  type LoadedStack,
  loadStack,
  type Problem,
  type StackPolicy,
} from '@kesako/core'
import { CliError } from '../cli-error.ts'
import type { World } from '../world.ts'
import { readBounded, readFileAsCaller } from './file-read.ts'

export interface StackFromFiles {
  readonly stack: string
  readonly desired?: DesiredState
  readonly policy: StackPolicy
  readonly problems: readonly Problem[]
  /** What the inputs digest is taken of: every file that was read, and every variable used. */
  readonly inputs: readonly (readonly [name: string, content: Uint8Array | string])[]
}

/**
 * Loads and converts the files of `-c` as the docker CLI does: paths start from the folder of the
 * first file, variables come from the process environment.
 */
export async function stackFromFiles(
  world: World,
  stack: string,
  files: readonly string[],
): Promise<StackFromFiles> {
  const sources = await Promise.all(files.map((file) => readSource(world, file)))
  const first = files[0] ?? '-'
  const workingDirectory =
    first === '-' ? world.workingDirectory : dirname(resolve(world.workingDirectory, first))
  const variables = new Map(
    Object.entries(world.environment).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  )
  const loaded = loadStack({
    stack,
    sources,
    variables,
    origin: { kind: 'files', workingDirectory, home: world.home },
    policy: DEFAULT_STACK_POLICY,
  })
  const read = loaded.references.map(({ path }): readonly [string, FileRead] => [
    path,
    readFileAsCaller(path),
  ])
  const converted = convertStack(loaded, new Map(read))
  return {
    stack,
    ...(converted.desired === undefined ? {} : { desired: converted.desired }),
    policy: loaded.policy,
    problems: [...converted.problems, ...unheededStacks(loaded)],
    inputs: [
      ...sources.map(({ path, bytes }) => [`compose:${path}`, bytes] as const),
      ...read.map(
        ([path, file]) => [`file:${path}`, file.kind === 'file' ? file.bytes : file.kind] as const,
      ),
      ...[...usedVariables(loaded, read, variables)].map(
        ([name, value]) => [`variable:${name}`, value ?? ''] as const,
      ),
    ],
  }
}

/** Files alone say nothing of other stacks. */
function unheededStacks({ needs }: LoadedStack): readonly Problem[] {
  return [...needs.values()].slice(0, 1).map(({ place, path }) => ({
    code: 'ignored-key',
    severity: 'warning',
    message: 'dependsOn of a stack counts in a stacks repository only',
    remedy: 'Deploy the other stacks first.',
    place,
    path,
  }))
}

/** Variables that the Compose files name, and those whose value an env file leaves to the environment. */
function usedVariables(
  { references, variables }: LoadedStack,
  read: readonly (readonly [string, FileRead])[],
  environment: ReadonlyMap<string, string>,
): ReadonlyMap<string, string | undefined> {
  const used = new Map(variables)
  const envFiles = new Set(
    references.filter(({ use }) => use === 'env-file').map(({ path }) => path),
  )
  for (const [path, file] of read) {
    if (!envFiles.has(path) || file.kind !== 'file') continue
    for (const name of envFileNames(file.bytes)) {
      const value = environment.get(name)
      if (value !== undefined) used.set(name, value)
    }
  }
  return used
}

async function readSource(world: World, file: string): Promise<ComposeSource> {
  const path = resolve(world.workingDirectory, file)
  const read = file === '-' ? await readBounded(world.stdin) : readFileAsCaller(path)
  const shown =
    file === '-' ? 'stdin' : isAbsolute(file) ? file : relative(world.workingDirectory, path)
  switch (read.kind) {
    case 'file':
      return { path: shown, bytes: read.bytes }
    case 'too-large':
      throw new CliError(
        'file-too-large',
        `${shown} has ${read.sizeBytes} bytes; a Compose file may have ${read.limitBytes}.`,
        'Split the stack, or move large contents into configs.',
      )
    case 'directory':
      throw new CliError(
        'compose-file-unreadable',
        `${shown} is a directory.`,
        'Name the Compose file in it.',
      )
    case 'missing':
    case 'symlink':
    case 'outside':
      throw new CliError(
        'compose-file-missing',
        `${shown} doesn't exist.`,
        'Check the path given with -c.',
      )
  }
}
