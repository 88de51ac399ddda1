import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DEFAULT_STACK_POLICY, type StackPolicy } from '../desired-state.ts'
import { formatPlace } from '../problem.ts'
import type { FileRead, Origin } from './compose-api.ts'
import { convertStack } from './convert-stack.ts'
import { loadStack } from './load-stack.ts'

/*
 * A case is a folder with Compose files (`docker-compose*.yml`, in the order of their names), the
 * files that they name, and what comes out: `expected.json`, written by `vitest -u`. `case.json`
 * may name the stack, the variables, the origin and reads that no folder can hold.
 */
const root = join(import.meta.dirname, 'testdata')

interface Case {
  readonly stack?: string
  /** Where the Compose file lies in the repository. */
  readonly folder?: string
  readonly variables?: Readonly<Record<string, string>>
  readonly origin?: Origin
  readonly reads?: Readonly<Record<string, FileRead>>
}

test.each(readdirSync(root).toSorted())('%s', async (name) => {
  const folder = join(root, name)
  const given = readCase(folder)
  const prefix = given.folder === undefined ? '' : `${given.folder}/`
  const loaded = loadStack({
    stack: given.stack ?? 'S',
    sources: readdirSync(folder)
      .filter((file) => file.startsWith('docker-compose'))
      .toSorted()
      .map((file) => ({ path: `${prefix}${file}`, bytes: readFileSync(join(folder, file)) })),
    variables: new Map(Object.entries(given.variables ?? {})),
    origin: given.origin ?? { kind: 'revision' },
    policy: DEFAULT_STACK_POLICY,
  })
  const read = (path: string) =>
    given.reads?.[path] ?? readFile(join(folder, path.replace(prefix, '')))
  const files = new Map(loaded.references.map(({ path }) => [path, read(path)]))
  const { desired, problems } = convertStack(loaded, files)
  const result = {
    problems: problems.map(({ place, ...problem }) => ({ at: formatPlace(place), ...problem })),
    references: loaded.references,
    variables: Object.fromEntries(
      [...loaded.variables].map(([key, value]) => [key, value ?? null]),
    ),
    policy: written(loaded.policy),
    desired,
  }
  await expect(`${JSON.stringify(result, null, 2)}\n`).toMatchFileSnapshot(
    join(folder, 'expected.json'),
  )
})

/** Lists and maps only where they say something. */
function written({ ignore, waves, dependsOn, serviceDependsOn, ...policy }: StackPolicy): object {
  return {
    ...policy,
    ...(ignore.length > 0 && { ignore }),
    ...(waves.size > 0 && { waves: Object.fromEntries(waves) }),
    ...(dependsOn.length > 0 && { dependsOn }),
    ...(serviceDependsOn.size > 0 && { serviceDependsOn: Object.fromEntries(serviceDependsOn) }),
  }
}

function readCase(folder: string): Case {
  const path = join(folder, 'case.json')
  if (!existsSync(path)) return {}
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'))
  // Written by hand beside the test.
  return parsed as Case
}

function readFile(path: string): FileRead {
  if (!existsSync(path)) return { kind: 'missing' }
  return statSync(path).isDirectory()
    ? { kind: 'directory' }
    : { kind: 'file', bytes: readFileSync(path) }
}
