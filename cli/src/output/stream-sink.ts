import type { TextSink } from '../world.ts'

/** A stream of the process as a verb writes to it. */
export interface StreamSink extends TextSink {
  /** Resolves when all is written. */
  flushed(): Promise<void>
}

/**
 * Opens the stream when it is used first: what a verb doesn't write to shall not cost anything.
 * A reader that goes away (`| head`) hears nothing more, and stops no deployment.
 */
export function streamSink(open: () => NodeJS.WriteStream): StreamSink {
  let opened: NodeJS.WriteStream | undefined
  let broken = false
  const stream = (): NodeJS.WriteStream => {
    if (opened !== undefined) return opened
    opened = open()
    opened.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      broken = true
    })
    return opened
  }
  return {
    write(text) {
      if (!broken) stream().write(text)
    },
    get isTerminal() {
      return stream().isTTY
    },
    flushed() {
      if (opened === undefined || broken) return Promise.resolve()
      const { promise, resolve } = Promise.withResolvers<void>()
      opened.write('', () => resolve())
      return promise
    },
  }
}
