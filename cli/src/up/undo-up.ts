import { execFile } from 'node:child_process'
import { chmod, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Engine, EngineError } from '@kesako/engine'
import type { Progress } from '../output/progress.ts'
import type { DataFolder } from '../serve/data-folder.ts'
import type { World } from '../world.ts'
import { runProgram } from './run-program.ts'
import { SAMPLE_IMAGE } from './sample.ts'
import type { StartedEngine } from './start-dockerd.ts'
import { readUpRecord } from './up-record.ts'

const execute = promisify(execFile)

/**
 * Undoes what `up` made: the sample's image, the swarm, the running engine, the data folder. A swarm
 * on which others run services is left as it is. Commits of people are saved as a bundle first.
 */
export async function undoUp(
  world: World,
  progress: Progress,
  engine: Engine,
  data: DataFolder,
): Promise<void> {
  const record = await readUpRecord(data.upRecord)
  const others = (await engine.services(world.signal)).length
  if (record.importedSampleImage === true) {
    await progress.step(
      "Removing the sample's image",
      () => removeSampleImage(engine),
      (gone) => (gone ? 'done' : 'a container still uses it, so it stays'),
    )
  }
  if (others > 0) {
    progress.note(
      `The swarm stays: ${others} other ${others === 1 ? 'service runs' : 'services run'} on it.`,
    )
  } else {
    if (record.initializedSwarm === true) {
      await progress.step('Leaving the swarm that up made', () => engine.leaveSwarm())
    }
    if (record.startedEngine !== undefined) {
      const started = record.startedEngine
      await progress.step('Stopping the engine that up started', () => stopEngine(started))
    }
  }
  const bundle = await saveCommits(world, data)
  if (bundle !== undefined) progress.note(`Your commits are saved: git clone ${bundle}`)
  await progress.step(`Deleting ${data.path}`, () => rm(data.path, { recursive: true }))
  progress.note(
    'Packages that were installed stay; remove them with apt-get if nothing else needs them.',
  )
}

/** The swarm removes the containers of ended tasks some seconds later; until then the image is in use. */
async function removeSampleImage(engine: Engine): Promise<boolean> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    try {
      await engine.removeImage(SAMPLE_IMAGE)
      return true
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      if (error.kind === 'not-found') return true
      if (error.kind !== 'conflict') throw error
    }
    await sleep(500)
  }
  return false
}

async function stopEngine(started: StartedEngine): Promise<void> {
  if (started.by === 'systemd')
    return runProgram('systemctl', ['stop', 'docker', 'docker.socket'], () => {})
  const name = await readFile(`/proc/${started.processId}/comm`, 'utf8').catch(() => '')
  if (name.trim() !== 'dockerd') return
  process.kill(started.processId, 'SIGTERM')
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const state = await readFile(`/proc/${started.processId}/stat`, 'utf8').catch(() => '')
    if (state === '' || state.includes(') Z ')) return
    await sleep(100)
  }
}

/** More than the sample's own commit on main: a bundle beside the data folder, by the time of day. */
async function saveCommits(world: World, data: DataFolder): Promise<string | undefined> {
  const count = await gitOutput(world, data, ['rev-list', '--count', 'main']).catch(() => '0')
  if (Number(count) <= 1) return undefined
  const when = new Date(world.now()).toISOString().replaceAll(/[-:]|\..*/g, '')
  const bundle = join(dirname(data.path), `kesako-stacks-${when}.bundle`)
  await gitOutput(world, data, ['bundle', 'create', '--quiet', bundle, '--all'])
  await chmod(bundle, 0o600)
  return bundle
}

async function gitOutput(world: World, data: DataFolder, args: readonly string[]): Promise<string> {
  const { stdout } = await execute(
    'git',
    ['-c', `safe.directory=${data.repository}`, '-C', data.repository, ...args],
    {
      env: {
        PATH: world.environment['PATH'],
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
      },
    },
  )
  return stdout.trim()
}
