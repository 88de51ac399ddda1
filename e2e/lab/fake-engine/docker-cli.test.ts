import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isWrite } from '../recorded-request.ts'
import { tryProgram } from '../run-program.ts'
import type { FakeEngine } from './fake-engine.ts'
import { startFakeEngine } from './fake-engine.ts'

const COMPOSE = `
version: "3.8"
services:
  web:
    image: kesako-lab:1
    command: [serve]
    networks: [net]
    configs: [settings]
    secrets: [key]
    ports: ["18080:8080"]
    deploy: { replicas: 2 }
  worker:
    image: kesako-lab:1
    command: [work]
    networks: [net]
networks: { net: {} }
configs: { settings: { file: ./settings.txt } }
secrets: { key: { file: ./key.txt } }
`

const { found } = await dockerClient()

async function dockerClient(): Promise<{ found: boolean }> {
  const result = await tryProgram('docker', ['--version']).catch(() => undefined)
  return { found: result?.code === 0 }
}

let folder: string
let engine: FakeEngine
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kesako-fake-engine-cli-'))
  await writeFile(join(folder, 'compose.yml'), COMPOSE)
  await writeFile(join(folder, 'settings.txt'), 'settings')
  await writeFile(join(folder, 'key.txt'), 'key')
  engine = await startFakeEngine()
})
afterAll(async () => {
  await engine.stop()
  await rm(folder, { recursive: true, force: true })
})

async function docker(...args: readonly string[]): Promise<string> {
  const result = await tryProgram('docker', ['-H', engine.host, ...args])
  if (result.code !== 0) throw new Error(result.stderr)
  return result.stdout
}

test.skipIf(!found)('the docker CLI deploys, lists and removes a stack', async () => {
  const deploy = ['stack', 'deploy', '--detach=true', '-c', join(folder, 'compose.yml'), 'demo']
  expect(
    (await docker(...deploy))
      .trim()
      .split('\n')
      .sort((a, b) => a.localeCompare(b)),
  ).toEqual([
    'Creating config demo_settings',
    'Creating network demo_net',
    'Creating secret demo_key',
    'Creating service demo_web',
    'Creating service demo_worker',
  ])
  const posts = engine.requests.filter(isWrite).map((request) => request.path)
  expect(posts.sort((a, b) => a.localeCompare(b))).toEqual([
    '/configs/create',
    '/networks/create',
    '/secrets/create',
    '/services/create',
    '/services/create',
  ])

  await expect
    .poll(() => docker('stack', 'services', '--format', '{{.Name}} {{.Replicas}}', 'demo'))
    .toBe('demo_web 2/2\ndemo_worker 1/1\n')
  expect(await docker('stack', 'ls', '--format', '{{.Name}} {{.Services}}')).toBe('demo 2\n')
  const ps = await docker('stack', 'ps', '--format', '{{.Name}} {{.CurrentState}}', 'demo')
  expect(ps).toMatch(/^demo_web\.1 Running/m)
  expect(ps).toMatch(/^demo_worker\.1 Running/m)

  await docker(...deploy)
  expect(await docker('stack', 'rm', '--detach=true', 'demo')).toContain(
    'Removing network demo_net',
  )
  expect(engine.swarm.services.size + engine.swarm.secrets.size + engine.swarm.configs.size).toBe(0)
})
