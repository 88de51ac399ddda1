import type { Reporter, TestModule } from 'vitest/node'

/** Prints, after everything else, one line for scripts: `12 passed, 0 failed`, with `, 3 skipped` where there are any. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const line = closingLine(countResults(modules, errors.length))
    // Other reporters print their summary in the same turn: this one comes at the very end.
    process.once('exit', () => process.stdout.write(`${line}\n`))
  }
}

export interface ResultCounts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export function closingLine({ passed, failed, skipped }: ResultCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** A file that could not be loaded and an error outside of any test count as one failed test each. */
function countResults(modules: readonly TestModule[], strayErrors: number): ResultCounts {
  const counts = { passed: 0, failed: strayErrors, skipped: 0 }
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'pending') counts.failed += 1
      else counts[state] += 1
    }
    if (!module.ok() && module.errors().length > 0) counts.failed += 1
  }
  return counts
}
