import { readFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import type { Engine, EngineInfo } from '@kesako/engine'
import { EngineError } from '@kesako/engine'
import { CliError } from '../cli-error.ts'
import type { Progress } from '../output/progress.ts'
import type { DataFolder } from '../serve/data-folder.ts'
import type { World } from '../world.ts'
import { advertiseAddress } from './advertise-address.ts'
import { installPackages } from './install-packages.ts'
import { startDockerd } from './start-dockerd.ts'
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
  let found = await reach(engine)
  if (found instanceof EngineError) {
    if (options.named) throw unreachable(found)
    await installPackages(world, progress, {
      set: 'up',
      title: 'No Docker engine answers: looking for what one needs',
      install: options.install,
    })
    found = await progress.step('Starting the Docker engine', async () => {
      const answers = async (): Promise<boolean> => !((await reach(engine)) instanceof EngineError)
      const started = await startDockerd(world, data.engineLog, answers)
      await addToUpRecord(data.upRecord, { startedEngine: started })
      return engine.info()
    })
  }
  const info = found
  const { engineVersion } = info
  await progress.step(
    'Looking for a Docker engine',
    async () => {},
    () => `${engineVersion} at ${options.host}`,
  )
  const manager = info.swarm === 'inactive' ? await initSwarm(progress, options) : asManager(info)
  await addToUpRecord(data.upRecord, { engine: options.host, nodeId: manager.nodeId })
  return manager
}

async function initSwarm(progress: Progress, options: ProvideEngineOptions): Promise<EngineInfo> {
  const { engine, data, host } = options
  await progress.step('Making the engine a swarm of one node', async () => {
    try {
      // It chooses its own address where it has one only; it may run on another machine.
      await engine.initSwarm({ advertiseAddress: '' })
    } catch (error) {
      if (!isWithoutChoice(error)) throw error
      if (!host.startsWith('unix:')) throw withoutAddress(error)
      const address = advertiseAddress(machineAddresses(), await readRoutes())
      await engine.initSwarm({ advertiseAddress: address })
    }
    await addToUpRecord(data.upRecord, { initializedSwarm: true })
  })
  return asManager(await engine.info())
}

/** The engine has no address or several, and wants to be told one. */
function isWithoutChoice(error: unknown): error is EngineError {
  return error instanceof EngineError && /\baddress/i.test(error.message)
}

function withoutAddress(error: EngineError): CliError {
  return new CliError(
    'no-swarm-address',
    error.message,
    'Make it a swarm yourself: docker swarm init --advertise-addr ADDRESS. Then run this again.',
  )
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

/** What it says of itself; an error where nothing answers. */
async function reach(engine: Engine): Promise<EngineInfo | EngineError> {
  try {
    return await engine.info()
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'unreachable') return error
    throw error
  }
}

function unreachable(error: EngineError): CliError {
  return new CliError(
    'engine-unreachable',
    error.message,
    'Or unset DOCKER_HOST and DOCKER_CONTEXT, and Kesako uses or installs an engine of this machine.',
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
