import { readFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import type { Engine, EngineInfo } from '@kesako/engine'
import { EngineError } from '@kesako/engine'
import { CliError } from '../cli-error.ts'
import type { Progress } from '../output/progress.ts'
import type { DataFolder } from '../serve/data-folder.ts'
import type { World } from '../world.ts'
import { advertiseAddress } from './advertise-address.ts'
import { runProgram } from './run-program.ts'
import { exists, startDockerd } from './start-dockerd.ts'
import { addToUpRecord } from './up-record.ts'

export interface ProvideEngineOptions {
  readonly engine: Engine
  /** Where the engine was looked for, for messages. */
  readonly host: string
  /** True when DOCKER_HOST or a context names it: such an engine is never installed or started here. */
  readonly named: boolean
  readonly install: boolean
  readonly data: DataFolder
}

/** Ends with an engine that answers and is a manager of a swarm; installs, starts and initialises what is missing. */
export async function provideEngine(
  world: World,
  progress: Progress,
  options: ProvideEngineOptions,
): Promise<EngineInfo> {
  const { engine, data } = options
  let info = await reach(engine)
  if (info === undefined) {
    if (options.named) throw unreachable(options.host)
    await installEngine(world, progress, options.install)
    await progress.step('Starting the Docker engine', async () => {
      const answers = async (): Promise<boolean> => (await reach(engine)) !== undefined
      const started = await startDockerd(join(data.path, 'dockerd.log'), answers)
      await addToUpRecord(data.upRecord, { startedEngine: started })
    })
    info = await engine.info()
  }
  const version = info.engineVersion
  await progress.step(
    'Looking for a Docker engine',
    async () => {},
    () => `${version} at ${options.host}`,
  )
  return info.swarm === 'inactive' ? initSwarm(progress, options) : asManager(info)
}

async function initSwarm(progress: Progress, options: ProvideEngineOptions): Promise<EngineInfo> {
  await progress.step('Making the engine a swarm of one node', async () => {
    const address = advertiseAddress(machineAddresses(), await readRoutes())
    await options.engine.initSwarm({ advertiseAddress: address })
    await addToUpRecord(options.data.upRecord, { initializedSwarm: true })
  })
  return asManager(await options.engine.info())
}

function asManager(info: EngineInfo): EngineInfo {
  if (info.swarm === 'active' && info.controlAvailable) return info
  const state = info.swarm === 'active' ? 'a worker of its swarm' : `in swarm state "${info.swarm}"`
  throw new CliError(
    'no-manager',
    `The engine is ${state}, and only a manager can deploy.`,
    'Name a manager with DOCKER_HOST, or unlock or repair the swarm first.',
  )
}

async function reach(engine: Engine): Promise<EngineInfo | undefined> {
  try {
    return await engine.info()
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'unreachable') return undefined
    throw error
  }
}

async function installEngine(world: World, progress: Progress, install: boolean): Promise<void> {
  if (await exists('/usr/sbin/dockerd').then((there) => there || exists('/usr/bin/dockerd'))) return
  const script = join(world.installation, 'bootstrap/packages.sh')
  const args = install ? [script, 'up'] : [script, '--no-install', 'up']
  await progress.step('Installing the Docker engine from the distribution', () =>
    runProgram('sh', args, (line) => progress.note(line)),
  )
}

function unreachable(host: string): CliError {
  return new CliError(
    'engine-unreachable',
    `No Docker engine answers at ${host}.`,
    'Start it, correct DOCKER_HOST or the docker context, or unset them to let Kesako install an engine here.',
  )
}

function machineAddresses(): { name: string; address: string; internal: boolean }[] {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter(({ family }) => family === 'IPv4')
      .map(({ address, internal }) => ({ name, address, internal })),
  )
}

async function readRoutes(): Promise<string> {
  return readFile('/proc/net/route', 'utf8').catch(() => '')
}
