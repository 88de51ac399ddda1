import type { PauseView } from '@kesako/contract'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { neededServer } from '../input/needed-server.ts'
import { writeJson } from '../output/report.ts'
import type { World } from '../world.ts'

export interface PauseOptions {
  readonly stack?: string
  readonly reason?: string
  readonly data?: string
  readonly json?: boolean
}

/** Has nothing written to a stack, or to any, until it is resumed. */
export async function pause(world: World, options: PauseOptions): Promise<ExitCode> {
  const { stack, reason } = options
  const server = await neededServer(world, options.data)
  const body = reason === undefined ? {} : { reason }
  const { pauses } =
    stack === undefined
      ? await server.call('pauseAll', { body })
      : await server.call('pauseStack', { params: { name: stack }, body })
  return report(world, options, pauses)
}

/** Ends a pause; what waited is done at once. */
export async function resume(world: World, options: PauseOptions): Promise<ExitCode> {
  const { stack } = options
  const server = await neededServer(world, options.data)
  const { pauses } =
    stack === undefined
      ? await server.call('resumeAll', {})
      : await server.call('resumeStack', { params: { name: stack } })
  return report(world, options, pauses)
}

function report(world: World, { json }: PauseOptions, pauses: readonly PauseView[]): ExitCode {
  if (json === true) writeJson(world, { pauses })
  else world.stdout.write(`${describe(pauses)}\n`)
  return EXIT.done
}

function describe(pauses: readonly PauseView[]): string {
  if (pauses.length === 0) return 'Nothing is paused.'
  return pauses
    .map(({ stack, by, since, reason }) => {
      const why = reason === undefined ? '' : `: ${reason}`
      return `${stack ?? 'Every stack'} is paused by ${by} since ${since}${why}`
    })
    .join('\n')
}
