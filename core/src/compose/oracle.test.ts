import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DEFAULT_STACK_POLICY } from '../desired-state.ts'
import { formatProblem } from '../problem.ts'
import { byteOrder } from './byte-order.ts'
import type { FileRead } from './compose-api.ts'
import { convertStack } from './convert-stack.ts'
import { loadStack } from './load-stack.ts'

/*
 * Compares with answers of the docker CLI that were recorded outside of this project. Skipped
 * where KESAKO_ORACLE_DIR does not name a folder that has them.
 */
const root = process.env['KESAKO_ORACLE_DIR'] ?? ''
const folder = '/r/a/b/c/w'

interface Run {
  readonly env: Readonly<Record<string, string>>
  readonly deploy: Bodies & { readonly rc: number; readonly stderr: string }
}

interface Bodies {
  readonly networks: readonly object[]
  readonly secrets: readonly object[]
  readonly configs: readonly object[]
  readonly services: readonly object[]
}

type Body = Readonly<Record<string, unknown>>

const cases =
  root === ''
    ? []
    : [
        ...pairs('docker-cli-embedded', 'docker-cli-embedded-oracle'),
        ...pairs('docker-cli-v28.2.2', 'docker-cli-oracle'),
      ]

test('KESAKO_ORACLE_DIR names a folder with recorded answers', ({ skip }) => {
  skip(cases.length === 0, 'it does not, so nothing is compared')
  expect(cases.length).toBeGreaterThan(0)
})
describe.skipIf(cases.length === 0)('agrees with the docker CLI', () => {
  test.each(cases)('$name, $run', ({ file, answer }) => {
    const { deploy, env } = answer
    const home = '/home/user'
    const variables = new Map(Object.entries({ HOME: home, ...env }))
    const source = { path: `${folder}/docker-compose.yml`, bytes: readFileSync(file) }
    const origin = { kind: 'files', workingDirectory: folder, home } as const
    const loaded = loadStack({
      stack: 'S',
      sources: [source],
      variables,
      origin,
      policy: DEFAULT_STACK_POLICY,
    })
    const files = new Map(loaded.references.map(({ path }) => [path, read(path, file)]))
    const { desired, problems } = convertStack(loaded, files)
    const errors = problems.filter((problem) => problem.severity === 'error').map(formatProblem)
    const answered = deploy.rc === 0 ? sorted(deploy) : 'refused'
    const converted = desired === undefined ? 'refused' : sorted(desired)
    expect({ converted, refused: errors.length > 0, errors }).toEqual({
      converted: answered,
      refused: deploy.rc !== 0,
      errors: deploy.rc === 0 ? [] : errors,
    })
  })
})

function pairs(sources: string, answers: string) {
  const found = existsSync(join(root, answers)) ? readdirSync(join(root, answers)) : []
  const documents = new Map(
    walk(join(root, sources)).map((path) => [path.split('/').at(-1) ?? '', path]),
  )
  return found.flatMap((name) => {
    const file = documents.get(name.replace('.oracle.json', ''))
    if (file === undefined) return []
    const parsed: unknown = JSON.parse(readFileSync(join(root, answers, name), 'utf8'))
    // Some answers have one run and no name for it.
    const answer = parsed as Run & { readonly runs?: Readonly<Record<string, Run>> }
    return Object.entries(answer.runs ?? { only: answer }).map(([run, answer]) => ({
      name,
      run,
      file,
      answer,
    }))
  })
}

function walk(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Files beside the document where they exist, else what the recorder put there. */
function read(path: string, document: string): FileRead {
  const beside = join(document, '..', path.replace(`${folder}/`, ''))
  if (existsSync(beside)) return { kind: 'file', bytes: readFileSync(beside) }
  return { kind: 'file', bytes: Buffer.from('DUMMY=1\n') }
}

function sorted(bodies: Bodies): Readonly<Record<string, readonly Body[]>> {
  const byName = (list: readonly object[]) =>
    list.map(normalize).toSorted((a, b) => byteOrder(String(a['Name']), String(b['Name'])))
  return {
    networks: byName(bodies.networks),
    secrets: byName(bodies.secrets),
    configs: byName(bodies.configs),
    services: byName(bodies.services),
  }
}

/** Without ids, which are put in when a plan is applied, and with the root as it is here. */
function normalize(body: object): Body {
  const text = JSON.stringify(body, (key, value: unknown) =>
    key === 'SecretID' || key === 'ConfigID' || key === 'CheckDuplicate' ? undefined : value,
  )
  return JSON.parse(text.replaceAll('@ROOT@', '/r')) as Body
}
