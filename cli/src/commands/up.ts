import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createLog } from '@kesako/server'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { type Connection, connect } from '../input/connect.ts'
import { describeEnd } from '../output/deployment-lines.ts'
import { type Progress, progressTo } from '../output/progress.ts'
import { styleFor } from '../output/style.ts'
import { type DataFolder, dataFolder } from '../serve/data-folder.ts'
import { listenOption } from '../serve/listen-option.ts'
import { takeLock } from '../serve/process-lock.ts'
import { type RunningKesako, runServer } from '../serve/run-server.ts'
import { commitSample } from '../up/first-commit.ts'
import { freePort } from '../up/free-port.ts'
import { provideEngine } from '../up/provide-engine.ts'
import { runProgram } from '../up/run-program.ts'
import { importSampleImage } from '../up/sample-image.ts'
import { describeRunning } from '../up/summary.ts'
import { addToUpRecord, readUpRecord } from '../up/up-record.ts'
import type { World } from '../world.ts'

export interface UpOptions {
  readonly data?: string
  readonly listen: string
  /** `--no-install` */
  readonly install: boolean
  /** `--no-sample` */
  readonly sample: boolean
}

/** First port that the sample's page tries. */
const SAMPLE_PORT = 8090

/** Brings everything up on this machine, and runs until Ctrl-C; the stacks run on. */
export async function up(world: World, options: UpOptions): Promise<ExitCode> {
  const data = dataFolder(world, process.getuid?.() === 0, options.data, resolve)
  const listen = listenOption(options.listen)
  await mkdir(data.path, { recursive: true, mode: 0o700 })
  // Fails where another process runs, before anything is installed.
  await (await takeLock(data.lock, world.processId)).release()
  const progress = progressTo(world, styleFor(world.stdout, world.environment))
  await installPrograms(world, progress, options)
  using connection = await connect(world)
  const info = await provideEngine(world, progress, {
    engine: connection.engine,
    host: connection.address.host,
    named: isNamed(world, connection),
    install: options.install,
    data,
  })
  const log = createWriteStream(join(data.path, 'kesako.log'), { flags: 'a', mode: 0o600 })
  if (options.sample) await prepareSample(progress, connection, data)
  const kesako = await progress.step(
    'Starting Kesako: Git server, runner, API, page',
    () =>
      runServer(world, {
        engine: connection.engine,
        data,
        listen,
        log: createLog({ destination: { write: (line) => void log.write(line) } }),
        prepare: async (repository) => {
          if (options.sample) await commitSample(repository, await samplePort(data))
        },
      }),
    ({ server }) => server.url,
  )
  await followFirstPass(world, progress, kesako)
  await describeRunning(world, kesako, { info, host: connection.address.host, data })
  if (!world.signal.aborted) await once(world.signal, 'abort')
  world.stdout.write('\nStopping. The stacks run on; `kesako up` finds everything as it is now.\n')
  await kesako.close()
  await new Promise((ended) => log.end(ended))
  return EXIT.done
}

/** Git and the sample's program; the engine's own packages only where no engine answers. */
async function installPrograms(
  world: World,
  progress: Progress,
  options: UpOptions,
): Promise<void> {
  const script = join(world.installation, 'bootstrap/packages.sh')
  const args = [script, ...(options.install ? [] : ['--no-install']), 'sample']
  await progress.step('Looking for git and busybox', () =>
    runProgram('sh', args, (line) => progress.note(line)),
  )
}

/** An engine that the caller chose is used as it is, never installed or started. */
function isNamed(world: World, connection: Connection): boolean {
  const chosen = world.environment['DOCKER_HOST'] ?? world.environment['DOCKER_CONTEXT'] ?? ''
  return chosen !== '' || connection.address.host !== 'unix:///var/run/docker.sock'
}

async function prepareSample(
  progress: Progress,
  connection: Connection,
  data: DataFolder,
): Promise<void> {
  const made = await progress.step("Making the sample's image", () =>
    importSampleImage(connection.engine),
  )
  if (made) await addToUpRecord(data.upRecord, { importedSampleImage: true })
}

async function samplePort(data: DataFolder): Promise<number> {
  const known = (await readUpRecord(data.upRecord)).samplePort
  if (known !== undefined) return known
  const port = await freePort(SAMPLE_PORT)
  await addToUpRecord(data.upRecord, { samplePort: port })
  return port
}

async function followFirstPass(
  world: World,
  progress: Progress,
  kesako: RunningKesako,
): Promise<void> {
  const style = styleFor(world.stdout, world.environment)
  const unsubscribe = kesako.runner.subscribe((event) => {
    if (event.type === 'deployment-step' && !style.color) {
      progress.note(`${event.stack}: ${event.message}`)
    }
  })
  const actor = { name: 'kesako up', via: 'start' } as const
  const stopped = once(world.signal, 'abort').then(() => undefined)
  const result = await progress.step(
    'Comparing the swarm with the repository, and deploying what differs',
    () => Promise.race([kesako.runner.trigger(actor), stopped]),
    (pass) =>
      pass === undefined || pass.deployments.length === 0
        ? 'nothing to do'
        : `${pass.deployments.length} deployed or tried`,
  )
  unsubscribe()
  for (const deployment of result?.deployments ?? []) progress.note(describeEnd(deployment, style))
  if (result?.held !== undefined) progress.note(style.yellow(`held: ${result.held.reason}`))
}
