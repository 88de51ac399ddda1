import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createLog } from '@kesako/server'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { type Connection, connect } from '../input/connect.ts'
import { commandName } from '../output/command-name.ts'
import { type Progress, progressTo } from '../output/progress.ts'
import { styleFor } from '../output/style.ts'
import { type DataFolder, dataFolder } from '../serve/data-folder.ts'
import { type Listening, listening, type ListeningOptions } from '../serve/listening.ts'
import { takeLock } from '../serve/process-lock.ts'
import { runServer } from '../serve/run-server.ts'
import { untilAborted } from '../serve/until-aborted.ts'
import { commitSample } from '../up/first-commit.ts'
import { followFirstPass } from '../up/first-pass.ts'
import { freePort } from '../up/free-port.ts'
import { installPackages } from '../up/install-packages.ts'
import { provideEngine } from '../up/provide-engine.ts'
import { importSampleImage } from '../up/sample-image.ts'
import { describeRunning } from '../up/summary.ts'
import { addToUpRecord, readUpRecord } from '../up/up-record.ts'
import type { World } from '../world.ts'

export interface UpOptions extends ListeningOptions {
  readonly data?: string
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
  const where = await listening(options)
  await mkdir(data.path, { recursive: true, mode: 0o700 })
  // From here on, so that a second one doesn't install or initialise beside this one.
  const lock = await takeLock(data.lock, world.processId)
  try {
    await bringUp(world, options, data, where)
  } finally {
    await lock.release()
  }
  return EXIT.done
}

async function bringUp(
  world: World,
  options: UpOptions,
  data: DataFolder,
  where: Listening,
): Promise<void> {
  const style = styleFor(world.stdout, world.environment)
  const progress = progressTo(world, style)
  await installPackages(world, progress, {
    set: 'sample',
    title: 'Looking for git and busybox',
    install: options.install,
  })
  using connection = await connect(world)
  const { engine, address } = connection
  const info = await provideEngine(world, progress, {
    engine,
    host: address.host,
    named: isNamed(world, connection),
    install: options.install,
    data,
  })
  if (options.sample) await prepareSample(progress, connection, data)
  if (world.signal.aborted) return
  const log = createWriteStream(data.log, { flags: 'a', mode: 0o600 })
  const kesako = await progress.step(
    'Starting Kesako: Git server, runner, API, page',
    () =>
      runServer(world, {
        engine,
        data,
        listening: where,
        log: createLog({ destination: { write: (line) => void log.write(line) } }),
        prepare: async (repository) => {
          if (options.sample) await commitSample(repository, await samplePort(data))
        },
      }),
    ({ server }) => server.url,
  )
  try {
    await followFirstPass(progress, style, kesako, world.signal)
    if (!world.signal.aborted) {
      const { host } = address
      const named = options.data !== undefined
      await describeRunning(world, progress, kesako, { info, host, data, named })
    }
    await untilAborted(world.signal)
    world.stdout.write(
      `\nStopping. The stacks run on; ${commandName(world)} up finds everything as it is now.\n`,
    )
  } finally {
    await kesako.close()
    await new Promise((ended) => log.end(ended))
  }
}

/** An engine that the caller chose is used as it is, never installed or started. */
function isNamed(world: World, connection: Connection): boolean {
  const { environment } = world
  const chosen = environment['DOCKER_HOST'] || environment['DOCKER_CONTEXT'] || ''
  return chosen !== '' || connection.address.host !== 'unix:///var/run/docker.sock'
}

async function prepareSample(
  progress: Progress,
  connection: Connection,
  data: DataFolder,
): Promise<void> {
  const made = await progress.step(
    "Looking for the sample's image",
    () => importSampleImage(connection.engine),
    (isNew) => (isNew ? 'made of the static busybox' : 'there already'),
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
