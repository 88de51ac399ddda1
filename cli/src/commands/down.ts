import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ownedStacks, ownerOf } from '@kesako/core'
import { createDeployContext, removeStack, systemClock } from '@kesako/deploy'
import type { Engine } from '@kesako/engine'
import type { StacksRepository } from '@kesako/repository'
import { CliError } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { closing } from '../input/closing.ts'
import { connect } from '../input/connect.ts'
import { contentDigests } from '../input/digests.ts'
import { processName } from '../input/files-deployment.ts'
import { openStacksRepository } from '../input/open-stacks-repository.ts'
import { silentLog } from '../input/silent-log.ts'
import { describeEnd } from '../output/deployment-lines.ts'
import { type Progress, progressTo } from '../output/progress.ts'
import { styleFor } from '../output/style.ts'
import { type DataFolder, dataFolder } from '../serve/data-folder.ts'
import { stopHolder } from '../serve/stop-holder.ts'
import { undoUp } from '../up/undo-up.ts'
import { readUpRecord } from '../up/up-record.ts'
import type { World } from '../world.ts'

export interface DownOptions {
  readonly data?: string
  readonly all?: boolean
}

/** Stops Kesako and takes its stacks off the swarm; with `all` also what `up` made on this machine. */
export async function down(world: World, options: DownOptions): Promise<ExitCode> {
  const data = dataFolder(world, process.getuid?.() === 0, options.data, resolve)
  const there = await access(data.path).then(
    () => true,
    () => false,
  )
  if (!there) {
    world.stdout.write(`Nothing to undo: there is no ${data.path}.\n`)
    return EXIT.done
  }
  const progress = progressTo(world, styleFor(world.stdout, world.environment))
  await stopHolder(data.lock, (processId) => progress.note(`stopping Kesako, process ${processId}`))
  using connection = await connect(world)
  const { engine } = connection
  const swarm = await recordedSwarm(engine, data)
  if (swarm === 'there') await removeStacks(world, progress, engine, data)
  else progress.note('The engine is in no swarm any more: there is nothing to take off.')
  if (options.all === true) await undoUp(world, progress, { engine, swarm, data })
  else
    world.stdout.write(
      `The repository stays in ${data.repository}; \`kesako up\` deploys it again.\n`,
    )
  return EXIT.done
}

/** Refuses to work on another swarm than the one that `up` used. */
async function recordedSwarm(engine: Engine, data: DataFolder): Promise<'there' | 'gone'> {
  const record = await readUpRecord(data.upRecord)
  const { swarm, nodeId } = await engine.info()
  if (swarm === 'inactive') return 'gone'
  if (record.nodeId === undefined || record.nodeId === nodeId) return 'there'
  throw new CliError(
    'another-swarm',
    `This engine isn't the one that \`kesako up\` used with ${data.path}.`,
    `Name that one: DOCKER_HOST=${record.engine ?? '…'} kesako down. If it is gone for good, delete ${data.path}.`,
  )
}

async function removeStacks(
  world: World,
  progress: Progress,
  engine: Engine,
  data: DataFolder,
): Promise<void> {
  const there = await access(data.repository).then(
    () => true,
    () => false,
  )
  if (!there) return
  await using opened = closing(openStacksRepository(world, data.repository))
  const root = await opened.opened.identity()
  if (root === undefined) return
  await progress.step('Taking the stacks off the swarm', () =>
    removeOwned(world, progress, engine, opened.opened, root),
  )
}

async function removeOwned(
  world: World,
  progress: Progress,
  engine: Engine,
  repository: StacksRepository,
  root: string,
): Promise<void> {
  const style = styleFor(world.stdout, world.environment)
  const context = createDeployContext({
    engine,
    journal: repository.journal,
    digests: contentDigests(world.randomHex(32)),
    clock: systemClock,
    log: silentLog,
    randomHex: world.randomHex,
    holder: processName(world),
    stop: world.signal,
  })
  const owner = ownerOf(root, repository.branch)
  const live = await engine.liveState(world.signal)
  const head = await repository.head()
  const revision = head.kind === 'revision' ? head.revision : root
  const results = await Promise.all(
    ownedStacks(live, owner).map((stack) =>
      removeStack(context, {
        stack,
        ownership: { repository: owner, inputsDigest: '' },
        revision,
        actor: { name: 'kesako down', via: 'cli' },
        live,
      }),
    ),
  )
  for (const result of results) {
    if (result.kind !== 'ended') continue
    progress.note(describeEnd(result.deployment, style))
    if (result.deployment.end?.outcome === 'removed') continue
    throw new CliError(
      'not-removed',
      `${result.deployment.stack} is not off the swarm.`,
      'Run the same again.',
    )
  }
}
