import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { askEngine } from './engine-request.ts'
import { labFolder, type Slot, slotOf } from './lab-folder.ts'
import { isAlive, type ProcessIdentity } from './process-identity.ts'
import { tryProgram } from './run-program.ts'
import {
  startThrowawayEngine,
  type ThrowawayEngine,
  type ThrowawayNode,
} from './throwaway-engine.ts'
import { loadWorkload } from './workload.ts'

/** A given engine can't be stopped, doubled or killed: what follows is about engines of the lab's own. */
describe.skipIf(process.env['KESAKO_TEST_DOCKER_HOST'])('a throwaway engine', () => {
  test('is the manager of a swarm of its own', async () => {
    await using engine = await startThrowawayEngine()
    const info = await askEngine(engine.host, 'GET', '/info')
    expect(info).toMatchObject({
      Name: engine.name,
      Swarm: { LocalNodeState: 'active', ControlAvailable: true, NodeAddr: engine.address },
    })
  })

  test('runs beside another one, both with the same published port', async () => {
    await using first = await startThrowawayEngine()
    await using second = await startThrowawayEngine()
    await serve(first, '1')
    await serve(second, '2')
    expect(await page(first)).toBe('kesako-lab:1\n')
    expect(await page(second)).toBe('kesako-lab:2\n')
  })

  test('keeps its services over stop and start, kill and start, and a loss of power', async () => {
    await using engine = await startThrowawayEngine()
    await serve(engine, '1')
    for (const end of [engine.stop, engine.kill, engine.powerOff]) {
      await end()
      await expect(askEngine(engine.host, 'GET', '/_ping')).rejects.toThrow(/ECONNREFUSED|ENOENT/)
      await engine.start()
      expect(await askEngine(engine.host, 'GET', '/services')).toHaveLength(1)
      expect(await page(engine)).toBe('kesako-lab:1\n')
    }
  })

  test('executes in a container what the container has, not what the machine has', async () => {
    await using engine = await startThrowawayEngine({ swarm: false })
    const Image = await loadWorkload(engine.host)
    const container = await askEngine<{ Id: string }>(engine.host, 'POST', '/containers/create', {
      Image,
      Cmd: ['work'],
    })
    const path = `/containers/${container.Id}`
    await askEngine(engine.host, 'POST', `${path}/start`)
    const exec = await askEngine<{ Id: string }>(engine.host, 'POST', `${path}/exec`, {
      Cmd: ['healthy-after', '0'],
    })
    await askEngine(engine.host, 'POST', `/exec/${exec.Id}/start`, { Detach: true })
    await expect
      .poll(() => askEngine(engine.host, 'GET', `/exec/${exec.Id}/json`), { timeout: 20_000 })
      .toMatchObject({ Running: false, ExitCode: 0 })
  })

  test('has as many nodes as wanted, and one of them can be cut off', async () => {
    await using engine = await startThrowawayEngine({ nodes: 2 })
    const other = engine.nodes[1]!
    expect(await state(engine, other, 'ready')).toBe('ready')
    await other.setConnected(false)
    expect(await state(engine, other, 'down')).toBe('down')
    await other.setConnected(true)
    expect(await state(engine, other, 'ready')).toBe('ready')
  })

  test('leaves nothing when removed', async () => {
    const engine = await startThrowawayEngine()
    await serve(engine, '1')
    const slot = slotAt(engine)
    const processes = namespaceProcesses(slot)
    await engine.remove()
    await engine.remove()
    expect(await restsOf(slot, processes)).toEqual([])
  })
})

describe.skipIf(process.env['KESAKO_TEST_DOCKER_HOST'])('an owner that is killed', () => {
  test('takes its engine and containers with it, and the next start removes the rest', async () => {
    const script = `
      const { startThrowawayEngine, loadWorkload, askEngine } = await import(${JSON.stringify(import.meta.dirname)} + '/index.ts')
      const engine = await startThrowawayEngine()
      const image = await loadWorkload(engine.host)
      const task = { ContainerSpec: { Image: image, Command: ['stubborn'] } }
      await askEngine(engine.host, 'POST', '/services/create', { Name: 'x', TaskTemplate: task })
      while ((await askEngine(engine.host, 'GET', '/containers/json')).length === 0) await new Promise((r) => setTimeout(r, 50))
      console.log(engine.address)
      setInterval(() => {}, 1000)`
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = (await once(owner.stdout, 'data')) as [Buffer] // it prints the address, once
    const slot = slotOf(Number(line.toString().trim().split('.').at(-1)))
    const processes = namespaceProcesses(slot)
    expect(processes.every(isAlive)).toBe(true)
    owner.kill('SIGKILL')
    await once(owner, 'exit')
    await expect.poll(() => processes.some(isAlive), { timeout: 5000 }).toBe(false)

    await (await startThrowawayEngine({ swarm: false })).remove()
    expect(await restsOf(slot, processes)).toEqual([])
  })

  test.each([0, 30, 100, 200, 400, 600])(
    '%i ms after it began to start leaves nothing for long',
    async (delayMs) => {
      const script = `
      const { startThrowawayEngine } = await import(${JSON.stringify(import.meta.dirname)} + '/index.ts')
      console.log('starting')
      const engine = await startThrowawayEngine()
      await engine.remove()`
      const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(owner.stdout, 'data')
      await sleep(delayMs)
      owner.kill('SIGKILL')
      await once(owner, 'exit')
      await (await startThrowawayEngine({ swarm: false })).remove()
      expect(await deadSlots()).toEqual([])
    },
  )
})

async function serve(engine: ThrowawayEngine, tag: string): Promise<void> {
  const image = await loadWorkload(engine.host, tag)
  await askEngine(engine.host, 'POST', '/services/create', {
    Name: 'web',
    TaskTemplate: {
      ContainerSpec: { Image: image },
      RestartPolicy: { Condition: 'any', Delay: 1 },
    },
    EndpointSpec: {
      Mode: 'dnsrr',
      Ports: [{ Protocol: 'tcp', TargetPort: 8080, PublishedPort: 8080, PublishMode: 'host' }],
    },
  })
}

async function page(engine: ThrowawayEngine): Promise<string> {
  return await expect
    .poll(() => fetch(`http://${engine.address}:8080/`).then((answer) => answer.text()), {
      timeout: 20_000,
    })
    .toContain('kesako-lab')
    .then(() => fetch(`http://${engine.address}:8080/`))
    .then((answer) => answer.text())
}

/** The state of a node as soon as it is the wanted one, or as it is after a minute. */
async function state(
  engine: ThrowawayEngine,
  node: ThrowawayNode,
  wanted: string,
): Promise<string | undefined> {
  interface Node {
    readonly Description: { readonly Hostname: string }
    readonly Status: { readonly State: string }
  }
  let current: string | undefined
  for (let turn = 0; turn < 600 && current !== wanted; turn += 1) {
    const nodes = await askEngine<readonly Node[]>(engine.host, 'GET', '/nodes')
    current = nodes.find((each) => each.Description.Hostname === node.name)?.Status.State
    await sleep(100)
  }
  return current
}

function slotAt(engine: ThrowawayEngine): Slot {
  return slotOf(Number(engine.address.split('.').at(-1)))
}

function namespaceProcesses(slot: Slot): readonly ProcessIdentity[] {
  return ['init.json', 'unshare.json'].map((file) => readIdentity(join(slot.folder, file)))
}

function readIdentity(path: string): ProcessIdentity {
  return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity // written by the lab
}

/** What is there of a slot that should be gone. Another worker may have claimed its number anew: that is no rest. */
async function restsOf(
  slot: Slot,
  processes: readonly ProcessIdentity[],
): Promise<readonly string[]> {
  const alive = processes.filter(isAlive).map((identity) => `process ${identity.pid}`)
  if (existsSync(slot.folder) && !isLeftover(slot)) return alive
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n')
  const cable = await tryProgram('ip', ['link', 'show', slot.interfaceName])
  return [
    ...alive,
    ...(existsSync(slot.folder) ? [slot.folder] : []),
    ...mounts.filter((mount) => mount.includes(`${slot.folder}/`)),
    ...(cable.code === 0 ? [cable.stdout] : []),
  ]
}

function isLeftover(slot: Slot): boolean {
  return (
    !existsSync(join(slot.folder, 'owner.json')) ||
    !isAlive(readIdentity(join(slot.folder, 'owner.json')))
  )
}

async function deadSlots(): Promise<readonly string[]> {
  const entries = (await readdir(labFolder)).filter((entry) => /^\d+$/.test(entry))
  return entries.filter((entry) => isLeftover(slotOf(Number(entry))))
}
