import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dockerCredentials, type DockerCredentials } from './docker-credentials.ts'
import { registryOf } from './image-registry.ts'
import { CredentialsError } from './registry-credentials.ts'
import { FILE_CASES } from '../../testing/docker-config-cases.ts'
import { dockerConfigFolder, type DockerConfigFolder } from '../../testing/docker-config-folder.ts'
import { HELPER_CASES } from '../../testing/docker-helper-cases.ts'

test.each([...FILE_CASES, ...HELPER_CASES])('$name', async ({ config, image, sent, asked }) => {
  await using folder = await dockerConfigFolder()
  await folder.write(config)
  const found: unknown = await from(folder)
    .find(registryOf(image))
    .then((credentials) => credentials ?? 'nothing', told)
  expect(found).toEqual(sent)
  expect(await folder.calls()).toEqual(asked === undefined ? [] : [asked])
})

/** A failure says why, and repeats nothing that file or helper said. */
function told(error: unknown): unknown {
  if (!(error instanceof CredentialsError) || /SECRET|auths/.test(error.message)) throw error
  return 'failure'
}

test('without a config.json nothing is known', async () => {
  await using folder = await dockerConfigFolder()
  expect(await from(folder).find('r.io')).toBeUndefined()
  expect(from(folder).registries()).toEqual([])
})

test('the file is in the home folder unless DOCKER_CONFIG says otherwise', async () => {
  const read: string[] = []
  const options = { home: '/home/ana', monotonic: () => 0 }
  const readFile = (path: string): undefined => void read.push(path)
  await dockerCredentials({ ...options, environment: {}, readFile }).find('r.io')
  const environment = { DOCKER_CONFIG: '/etc/kesako' }
  await dockerCredentials({ ...options, environment, readFile }).find('r.io')
  expect(read).toEqual(['/home/ana/.docker/config.json', '/etc/kesako/config.json'])
})

test('a helper is asked once in a while, by all at once', async () => {
  await using folder = await dockerConfigFolder()
  await folder.write({ credsStore: 'fake' })
  let now = 0
  const credentials = from(folder, () => now)
  await Promise.all([credentials.find('r.io'), credentials.find('r.io')])
  now = 29_000
  await credentials.find('r.io')
  expect(await folder.calls()).toEqual(['r.io'])
  now = 31_000
  await credentials.find('r.io')
  expect(await folder.calls()).toEqual(['r.io'])
})

test('a failure is not remembered, and a new file counts at once', async () => {
  await using folder = await dockerConfigFolder()
  await folder.write({ credsStore: 'fake' })
  const credentials = from(folder)
  await expect(credentials.find('broken.io')).rejects.toThrow('exit code 1')
  await expect(credentials.find('broken.io')).rejects.toThrow('exit code 1')
  expect(await folder.calls()).toHaveLength(2)
  await folder.write({ auths: { 'broken.io': { username: 'ana', password: 'word' } } })
  expect((await credentials.find('broken.io'))?.username).toBe('ana')
})

test('the registries that the file names are told without asking a helper', async () => {
  await using folder = await dockerConfigFolder()
  await folder.write({
    auths: { 'https://index.docker.io/v1/': {}, 'https://r.io/v2/': {}, 'r.io': {}, '': {} },
    credHelpers: { 's.io:5000': 'fake' },
    credsStore: 'fake',
  })
  expect(from(folder).registries()).toEqual(['docker.io', 'r.io', 's.io:5000'])
  expect(await folder.calls()).toEqual([])
})

function from(folder: DockerConfigFolder, monotonic = () => 0): DockerCredentials {
  return dockerCredentials({
    environment: folder.environment,
    home: '/nonexistent',
    monotonic,
    readFile(path) {
      try {
        return readFileSync(path)
      } catch {
        return undefined
      }
    },
  })
}
