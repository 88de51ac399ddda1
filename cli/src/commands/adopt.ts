import { type AdoptAnswer, adoptAnswer } from '@kesako/contract'
import { type AdoptionRequest, DEFAULT_ADDRESS_POOLS, proposeAdoption } from '@kesako/core'
import { AdoptionConflict, adoptStacks } from '@kesako/deploy'
import { checkOutFiles, hasCheckedOut, type StacksRepository } from '@kesako/repository'
import { resolve } from 'node:path'
import { CliError, wrongUse } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { closing } from '../input/closing.ts'
import { connect } from '../input/connect.ts'
import { gitAuthor } from '../input/git-author.ts'
import { findStacksRepository, readableHead } from '../input/open-stacks-repository.ts'
import { findRunningServer, type RunningServer } from '../input/running-server.ts'
import { refuseExisting, writeFiles } from '../input/write-files.ts'
import { reportAdoption } from '../output/adopt-report.ts'
import { writeJson } from '../output/report.ts'
import type { World } from '../world.ts'

export interface AdoptOptions {
  readonly all?: boolean
  readonly dryRun?: boolean
  readonly acceptLosses?: boolean
  readonly repo?: string
  readonly output?: string
  readonly data?: string
  readonly json?: boolean
}

/**
 * Writes Compose files for stacks that run unmanaged: by the server that runs here, else into a
 * stacks repository, in one commit; or into a folder. Deploys nothing itself.
 */
export async function adopt(
  world: World,
  stacks: readonly string[],
  options: AdoptOptions,
): Promise<ExitCode> {
  const request = readRequest(stacks, options)
  const answer = await write(world, request, options)
  if (options.json === true) writeJson(world, answer)
  else report(world, answer, options)
  return answer.left.length === 0 ? EXIT.done : EXIT.failed
}

function readRequest(stacks: readonly string[], options: AdoptOptions): AdoptionRequest {
  if (stacks.length > 0 === (options.all === true)) {
    throw wrongUse('Name the stacks, or say --all, not both.', 'See what runs: kesako status')
  }
  if (options.repo !== undefined && options.output !== undefined) {
    throw wrongUse('--repo commits and --output only writes files: take one.')
  }
  const acceptLosses = options.acceptLosses === true
  return options.all === true ? { acceptLosses } : { acceptLosses, stacks }
}

async function write(
  world: World,
  request: AdoptionRequest,
  options: AdoptOptions,
): Promise<AdoptAnswer> {
  if (options.output !== undefined) return writeFolder(world, request, options, options.output)
  if (options.repo === undefined) {
    const server = await findRunningServer(world, options.data)
    if (server !== undefined) return askServer(server, request, options)
  }
  const repository = await findStacksRepository(world, options)
  if (repository === undefined) {
    throw new CliError(
      'no-repository',
      'No Kesako runs here, and there is no stacks repository to write to.',
      'Name one with --repo, or a folder with --output.',
    )
  }
  await using opened = closing(repository)
  return writeRepository(world, opened.opened, request, options)
}

function askServer(
  server: RunningServer,
  { stacks, acceptLosses }: AdoptionRequest,
  { dryRun }: AdoptOptions,
): Promise<AdoptAnswer> {
  return server.call('adoptAll', {
    query: dryRun === true ? { dryRun: true } : {},
    body: { acceptLosses, ...(stacks === undefined ? {} : { stacks: [...stacks] }) },
  })
}

async function readSwarm(world: World) {
  using connection = await connect(world)
  const [live, info] = await Promise.all([
    connection.engine.liveState(world.signal),
    connection.engine.info(world.signal),
  ])
  return { live, addressPools: info.addressPools ?? DEFAULT_ADDRESS_POOLS }
}

async function writeFolder(
  world: World,
  request: AdoptionRequest,
  { dryRun }: AdoptOptions,
  output: string,
): Promise<AdoptAnswer> {
  const { live, addressPools } = await readSwarm(world)
  const proposal = proposeAdoption(live, new Set(), { addressPools }, request)
  const files = proposal.adoptions.flatMap((adoption) => adoption.files)
  const folder = resolve(world.workingDirectory, output)
  await refuseExisting(folder, files)
  if (dryRun !== true) await writeFiles(folder, files)
  return adoptAnswer(proposal)
}

async function writeRepository(
  world: World,
  repository: StacksRepository,
  request: AdoptionRequest,
  { dryRun = false }: AdoptOptions,
): Promise<AdoptAnswer> {
  const { path, branch } = repository
  const parts = {
    ...(await readSwarm(world)),
    repository,
    readHead: () => readableHead(repository),
  }
  const asked = { ...request, author: await gitAuthor(world, path) }
  const proposed = await adoptStacks(parts, { ...asked, dryRun: true })
  const files = proposed.adoptions.flatMap((adoption) => adoption.files)
  if (await hasCheckedOut(path, branch)) await refuseExisting(path, files)
  if (dryRun) return adoptAnswer(proposed)
  const { revision, ...written } = await adoptStacks(parts, { ...asked, dryRun }).catch(
    (error: unknown) => {
      if (!(error instanceof AdoptionConflict)) throw error
      throw new CliError('commit-conflict', error.message, 'Try again when nobody else is writing.')
    },
  )
  if (revision !== undefined) {
    const names = written.adoptions.flatMap((adoption) => adoption.files.map((file) => file.path))
    await checkOutFiles(path, branch, revision, names)
  }
  return adoptAnswer(written, revision)
}

function report(world: World, answer: AdoptAnswer, { dryRun = false, output }: AdoptOptions): void {
  reportAdoption(world, answer, dryRun)
  const { stacks, left, revision } = answer
  const count = stacks.length === 1 ? '1 stack' : `${stacks.length} stacks`
  if (stacks.length === 0) {
    if (left.length === 0) world.stdout.write('nothing to adopt: no stack runs unmanaged\n')
  } else if (dryRun) world.stderr.write(`${count} would be written; nothing was\n`)
  else if (output !== undefined) world.stdout.write(`${count} written to ${output}\n`)
  else if (revision !== undefined) {
    const next = 'the next pass over the repository takes them over'
    world.stdout.write(`${count} committed as ${revision.slice(0, 12)}; ${next}\n`)
  }
}
