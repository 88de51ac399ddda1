import { defineConfig } from 'vitest/config'

/** `npm run faults`: the long form; the ordinary run of the tests has a short one. */
export default defineConfig({
  test: {
    name: 'faults',
    reporters: ['default', './e2e/lab/closing-line-reporter.ts'],
    globalSetup: ['e2e/lab/engine-root.ts', 'e2e/scenario/build-command-line.ts'],
    include: ['e2e/faults/**/*.test.ts'],
    // What goes wrong once in many times is what is looked for here.
    retry: 0,
    testTimeout: 600_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
  },
})
