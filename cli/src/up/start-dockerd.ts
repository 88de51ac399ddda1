import { spawn } from 'node:child_process'
import { access, open, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { CliError } from '../cli-error.ts'
import type { World } from '../world.ts'
import { programEnvironment, runProgram } from './run-program.ts'

/** Who runs the engine that was started here. */
export type StartedEngine =
  | { readonly by: 'systemd' }
  | { readonly by: 'kesako'; readonly processId: number; readonly log: string }

/**
 * Starts the engine on its default socket: by systemd where that runs the machine, else as a
 * process of its own that outlives this one. Resolves once `answers` does, within 60 s.
 */
export async function startDockerd(
  world: Pick<World, 'environment'>,
  log: string,
  answers: () => Promise<boolean>,
): Promise<StartedEngine> {
  if (process.getuid?.() !== 0) {
    throw new CliError(
      'engine-not-started',
      'No Docker engine answers, and only root can start one.',
      'Run this as root, start it yourself (sudo systemctl start docker), or name one with DOCKER_HOST.',
    )
  }
  if (await exists('/run/systemd/system')) {
    await runProgram(world, 'systemctl', ['start', 'docker'], () => {})
    await untilAnswers(answers, async () => 'see `journalctl -u docker`')
    return { by: 'systemd' }
  }
  await using file = await open(log, 'a', 0o600)
  const child = spawn('dockerd', [], {
    detached: true,
    env: programEnvironment(world),
    stdio: ['ignore', file.fd, file.fd],
  })
  const processId = await new Promise<number>((resolve, reject) => {
    child.once('error', (cause) =>
      reject(new CliError('engine-not-started', `dockerd can't be run: ${cause.message}.`)),
    )
    child.once('spawn', () => resolve(child.pid ?? 0))
  })
  child.unref()
  await untilAnswers(
    answers,
    () => lastLines(log),
    () => child.exitCode !== null || child.signalCode !== null,
  )
  return { by: 'kesako', processId, log }
}

async function untilAnswers(
  answers: () => Promise<boolean>,
  evidence: () => Promise<string>,
  ended: () => boolean = () => false,
): Promise<void> {
  let patience = 300
  while (patience > 0) {
    if (await answers()) return
    // It may have ended because another one, started by the installation, is coming up.
    patience = ended() ? Math.min(patience, 25) - 1 : patience - 1
    await sleep(200)
  }
  throw new CliError(
    'engine-not-started',
    `The Docker engine didn't start:\n${await evidence()}`,
    'Start it yourself, then run this again, or name another engine with DOCKER_HOST.',
  )
}

async function lastLines(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8')).trimEnd().split('\n')
  return lines
    .slice(-8)
    .map((line) => `    ${line}`)
    .join('\n')
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
