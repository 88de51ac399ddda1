import { readFile, rm, rmdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine } from '@kesako/engine'
import type { Progress } from '../output/progress.ts'
import type { DataFolder } from '../serve/data-folder.ts'
import type { World } from '../world.ts'
import { runProgram } from './run-program.ts'
import { SAMPLE_IMAGE } from './sample.ts'
import { saveCommits } from './save-commits.ts'
import type { StartedEngine } from './start-dockerd.ts'
import { readUpRecord } from './up-record.ts'

export interface UndoUpOptions {
  readonly engine: Engine
  readonly swarm: 'there' | 'gone'
  readonly data: DataFolder
}

/**
 * Undoes what `up` made: the sample's image, the swarm, the running engine, the data folder's own
 * files. A swarm on which others run services is left as it is. People's commits are saved first.
 */
export async function undoUp(
  world: World,
  progress: Progress,
  { engine, swarm, data }: UndoUpOptions,
): Promise<void> {
  const record = await readUpRecord(data.upRecord)
  const bundle = await saveCommits(world, data)
  if (bundle !== undefined) progress.note(`Your commits are saved: git clone ${bundle}`)
  const others = swarm === 'there' ? (await engine.services(world.signal)).length : 0
  if (record.importedSampleImage === true && (await engine.imageExists(SAMPLE_IMAGE))) {
    await progress.step("Removing the sample's image", () => removeSampleImage(engine))
  }
  if (others > 0) {
    const run = others === 1 ? 'service runs' : 'services run'
    progress.note(`The swarm stays: ${others} other ${run} on it.`)
  } else {
    if (record.initializedSwarm === true && swarm === 'there') {
      await progress.step('Leaving the swarm that up made', () => engine.leaveSwarm())
    }
    const { startedEngine } = record
    if (startedEngine !== undefined) {
      await progress.step('Stopping the engine that up started', () =>
        stopEngine(world, startedEngine),
      )
    }
  }
  await progress.step(`Deleting Kesako's files in ${data.path}`, () => deleteFiles(data))
  progress.note(
    'Packages that were installed stay; remove them with apt-get if nothing else needs them.',
  )
}

/** Containers of tasks that ended a moment ago may still hold it. */
async function removeSampleImage(engine: Engine): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      return await engine.removeImage(SAMPLE_IMAGE)
    } catch {
      await sleep(200)
    }
  }
  await engine.removeImage(SAMPLE_IMAGE)
}

async function stopEngine(world: World, started: StartedEngine): Promise<void> {
  if (started.by === 'systemd') {
    return runProgram(world, 'systemctl', ['stop', 'docker', 'docker.socket'], () => {})
  }
  const name = await readFile(`/proc/${started.processId}/comm`, 'utf8').catch(() => '')
  if (name.trim() !== 'dockerd') return
  process.kill(started.processId, 'SIGTERM')
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const state = await readFile(`/proc/${started.processId}/stat`, 'utf8').catch(() => '')
    if (state === '' || state.includes(') Z ')) return
    await sleep(100)
  }
}

/** Only what Kesako made: somebody may have named a folder that holds more with --data. */
async function deleteFiles(data: DataFolder): Promise<void> {
  const own = [data.repository, data.state, data.log, data.engineLog, data.upRecord, data.lock]
  for (const path of own) await rm(path, { recursive: true, force: true })
  await rmdir(data.path).catch(() => undefined)
}
