import type { World } from '../world.ts'
import type { Style } from './style.ts'

/** Says what is being done as it is done, one line a step, with the seconds that it took. */
export interface Progress {
  /** Runs the step; `detail` becomes part of its line when it returns a string. */
  step<T>(title: string, work: () => Promise<T>, detail?: (result: T) => string): Promise<T>
  note(text: string): void
}

export function progressTo(world: World, style: Style): Progress {
  return {
    async step(title, work, detail) {
      const started = world.monotonic()
      if (style.color) world.stdout.write(`${style.dim('…')} ${title}`)
      const clear = style.color ? '\r\u001B[2K' : ''
      try {
        const result = await work()
        const seconds = ((world.monotonic() - started) / 1000).toFixed(1)
        const said = detail === undefined ? '' : `: ${detail(result)}`
        world.stdout.write(
          `${clear}${style.green('✓')} ${title}${said} ${style.dim(`(${seconds} s)`)}\n`,
        )
        return result
      } catch (error) {
        world.stdout.write(`${clear}${style.red('✗')} ${title}\n`)
        throw error
      }
    },
    note(text) {
      world.stdout.write(`  ${text}\n`)
    },
  }
}
