import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { openRepository } from '../open-repository.ts'
import type { RevisionState } from '../repository-api.ts'
import { sha256, temporaryRepository } from '../testing/temporary-repository.ts'

const TESTDATA = join(import.meta.dirname, 'testdata')
const COMPOSE = 'services:\n  web:\n    image: web:1\n'

async function load(
  files: Readonly<Record<string, string | Uint8Array>>,
  variables: Readonly<Record<string, string>> = {},
): Promise<RevisionState> {
  await using repository = await temporaryRepository()
  const stacks = openRepository({
    path: repository.path,
    digest: sha256,
    variables: new Map(Object.entries(variables)),
  })
  try {
    return await stacks.load(repository.push(files))
  } finally {
    await stacks.close()
  }
}

function readCase(name: string): Record<string, Uint8Array> {
  const root = join(TESTDATA, name, 'files')
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name)
        return [relative(root, path), readFileSync(path)]
      }),
  )
}

/** Everything but digests and what core decides: its sentences, and of the desired state all but names and images. */
function summarize({ emptyTree, stacks, policy, problems }: RevisionState): unknown {
  return {
    emptyTree,
    policy,
    problems,
    stacks: stacks.map(({ inputsDigest, desired, problems, variables: _variables, ...stack }) => ({
      ...stack,
      problems: problems.map(({ message, remedy, ...problem }) =>
        problem.place?.file === stack.composePath ? problem : { ...problem, message, remedy },
      ),
      inputsDigest: inputsDigest.length,
      desired: desired && {
        services: desired.services.map((service) => [
          service.Name,
          service.TaskTemplate.ContainerSpec.Image,
        ]),
        configs: desired.configs.map(({ Name }) => Name),
        secrets: desired.secrets.map(({ Name }) => Name),
      },
    })),
  }
}

it.each(readdirSync(TESTDATA))('%s', async (name) => {
  const state = await load(readCase(name), { GIVEN: 'given', FROM_FILE: 'given' })
  const golden = join(TESTDATA, name, 'expected.json')
  await expect(`${JSON.stringify(summarize(state), undefined, 2)}\n`).toMatchFileSnapshot(golden)
})

it.each([
  ['a symbolic link', 'link:other', 'file-is-symlink'],
  ['a file of 5 MB', Buffer.alloc(5_000_000, '#'), 'file-too-large'],
])('refuses %s as a Compose file', async (_, content, code) => {
  const { stacks } = await load({
    'docker-compose-a.yml': content,
    'docker-compose-b.yml': COMPOSE,
  })
  expect(stacks.map(({ desired }) => desired !== undefined)).toEqual([false, true])
  expect(stacks[0]?.problems).toMatchObject([
    { code, severity: 'error', place: { file: 'docker-compose-a.yml', line: 1 } },
  ])
  expect(stacks[0]?.inputs).toEqual(['docker-compose-a.yml'])
})

it.each([
  ['a symbolic link out of the repository', 'link:/etc/passwd'],
  ['a file of 5 MB', Buffer.alloc(5_000_000)],
])('refuses %s as a config, with the place that names it', async (_, content) => {
  const compose = `${COMPOSE}    configs: [site]\nconfigs:\n  site:\n    file: site.conf\n`
  const { stacks } = await load({ 'docker-compose-a.yml': compose, 'site.conf': content })
  expect(stacks[0]?.desired).toBeUndefined()
  expect(stacks[0]?.problems).toMatchObject([
    { severity: 'error', place: { file: 'docker-compose-a.yml', line: 7 } },
  ])
  expect(stacks[0]?.inputs).toEqual(['docker-compose-a.yml', 'site.conf'])
})

const NAMING =
  'services:\n  web:\n    image: "web:${TAG}"\n    env_file: web.env\n    environment:\n      TOKEN:\n'
const FILES = { 'docker-compose-a.yml': NAMING, 'web.env': 'LISTED\nSET=1\n' }
const GIVEN = { TAG: '1', TOKEN: 'x', LISTED: 'y', UNUSED: 'z' }

async function digestOf(
  files: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  return (await load(files, variables)).stacks[0]?.inputsDigest
}

it.each([
  ['a variable that the file names', FILES, { ...GIVEN, TAG: '2' }, true],
  ['a variable that an environment entry takes', FILES, { ...GIVEN, TOKEN: '2' }, true],
  ['a variable that an env file lists', FILES, { ...GIVEN, LISTED: '2' }, true],
  ['a variable that nothing names', FILES, { ...GIVEN, UNUSED: '2' }, false],
  ['a variable of settings', { ...FILES, 'stack-a.json': '{"env": {"X": "1"}}' }, GIVEN, true],
  ['an env file', { ...FILES, 'web.env': 'LISTED\nSET=2\n' }, GIVEN, true],
  ['the variables file', { ...FILES, 'a.env': '' }, GIVEN, true],
  ['another stack', { ...FILES, 'docker-compose-b.yml': COMPOSE, 'b.env': 'TAG=9' }, GIVEN, false],
  ['a README', { ...FILES, 'README.md': 'x' }, GIVEN, false],
])('the inputs digest notices %s: %#', async (_, files, variables, notices) => {
  const before = await digestOf(FILES, GIVEN)
  expect((await digestOf(files, variables)) !== before).toBe(notices)
})
