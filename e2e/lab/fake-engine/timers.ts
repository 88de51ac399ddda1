/** Time-outs that end together, and that keep no process alive. */
export interface Timers {
  after(ms: number, run: () => void): void
  clear(): void
}

export function startTimers(): Timers {
  const running = new Set<NodeJS.Timeout>()
  return {
    after(ms, run) {
      const timer = setTimeout(() => {
        running.delete(timer)
        run()
      }, ms)
      timer.unref()
      running.add(timer)
    },
    clear() {
      for (const timer of running) clearTimeout(timer)
      running.clear()
    },
  }
}
