import type { World } from '../world.ts'
import type { Style } from './style.ts'

/** Says what is being done as it is done, one line a step, with the seconds that it took. */
export interface Progress {
  /** Runs the step; `detail` becomes part of its line when it returns a string. */
  step<T>(title: string, work: () => Promise<T>, detail?: (result: T) => string): Promise<T>
  note(text: string): void
}

/** Begun steps are looked at so often. */
const TICK_MS = 1000
/** Without a terminal a step that takes long is named after a second, and then every so often. */
const REMIND_SECONDS = 10

/**
 * On a terminal the line of a running step counts its seconds. Elsewhere lines are only ever added:
 * nobody waits longer than a second without reading what for.
 */
export function progressTo(world: Pick<World, 'stdout' | 'monotonic'>, style: Style): Progress {
  const { stdout } = world
  const live = stdout.isTerminal
  /** The unfinished line at the bottom of a terminal. */
  let pending = ''
  const show = (line: string): void => {
    if (!live) return
    pending = line
    stdout.write(`\r\u001B[2K${line}`)
  }
  const finish = (line: string): void => {
    stdout.write(`${live && pending !== '' ? '\r\u001B[2K' : ''}${line}\n`)
    if (pending !== '') stdout.write(pending)
  }
  return {
    async step(title, work, detail) {
      const started = world.monotonic()
      const elapsed = (): number => (world.monotonic() - started) / 1000
      show(`${style.dim('…')} ${title}`)
      const ticks = setInterval(() => {
        const seconds = Math.round(elapsed())
        if (live) show(`${style.dim('…')} ${title} ${style.dim(`${seconds} s`)}`)
        else if (seconds <= 1) stdout.write(`… ${title}\n`)
        else if (seconds % REMIND_SECONDS === 0) stdout.write(`… ${title}: ${seconds} s so far\n`)
      }, TICK_MS)
      const end = (line: string): void => {
        clearInterval(ticks)
        if (pending !== '') stdout.write('\r\u001B[2K')
        pending = ''
        finish(line)
      }
      try {
        const result = await work()
        const said = detail === undefined ? '' : `: ${detail(result)}`
        end(`${style.green('✓')} ${title}${said} ${style.dim(`(${elapsed().toFixed(1)} s)`)}`)
        return result
      } catch (error) {
        end(`${style.red('✗')} ${title}`)
        throw error
      }
    },
    note(text) {
      finish(`  ${text}`)
    },
  }
}
