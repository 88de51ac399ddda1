import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { World } from '../world.ts'
import { inputsDigest } from './digests.ts'
import { stackFromFiles } from './stack-from-files.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kesako-stack-from-files-'))
  const service =
    'services:\n  a:\n    image: "b:${TAG-1}"\n    env_file: a.env\n    environment: [FROM_FILE]\n'
  await writeFile(join(folder, 'compose.yml'), service)
  await writeFile(join(folder, 'a.env'), 'ALONE\nEMPTY=\nSET=1\n')
})
afterAll(() => rm(folder, { recursive: true }))

function worldWith(environment: Readonly<Record<string, string>>): World {
  const silent = { write: () => undefined, isTerminal: false }
  return {
    environment,
    workingDirectory: folder,
    home: folder,
    stdin: (async function* () {})(),
    stdout: silent,
    stderr: silent,
    signal: new AbortController().signal,
    processId: 1,
    now: () => 0,
    monotonic: () => 0,
    randomHex: () => '',
    installation: folder,
    version: '0',
  }
}

async function digest(environment: Readonly<Record<string, string>>): Promise<string> {
  return inputsDigest(
    (await stackFromFiles(worldWith(environment), 'shop', ['compose.yml'])).inputs,
  )
}

it.each([
  ['of an image', { TAG: '2' }],
  ['that environment names alone', { FROM_FILE: 'x' }],
  ['that an env file names alone', { ALONE: 'x' }],
  ['that an env file sets to nothing', { EMPTY: 'x' }],
])('the inputs change with a variable %s', async (_, environment) => {
  expect(await digest(environment)).not.toBe(await digest({}))
})

it('the inputs do not change with a variable that nothing names', async () => {
  expect(await digest({ OTHER: 'x' })).toBe(await digest({}))
})

it('dependsOn of a stack is said to do nothing, at its place', async () => {
  const file = 'services:\n  a:\n    image: b\nx-kesako:\n  dependsOn: [db, dns]\n'
  await writeFile(join(folder, 'needs.yml'), file)
  const { problems } = await stackFromFiles(worldWith({}), 'shop', ['needs.yml'])
  expect(problems).toMatchObject([
    { code: 'ignored-key', severity: 'warning', place: { line: 5, column: 15 } },
  ])
})
