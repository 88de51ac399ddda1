import { defineConfig } from 'vitest/config'

const packages = '{core,contract,engine,repository,deploy,server,cli,ui,docs}'
const outside = ['**/node_modules/**', '**/dist/**']

/** `unit` needs no engine. `swarm` starts throwaway engines, so only a few files run side by side. */
export default defineConfig({
  test: {
    reporters: ['default', './e2e/lab/closing-line-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            `${packages}/**/*.test.ts`,
            'e2e/{adoption,bench,fuzz,lab,launcher,lock,oracle,roundtrip,scenario,structure}/**/*.test.ts',
          ],
          exclude: [...outside, '**/*.swarm.test.ts'],
          // Properties and growth take a second or two, and many times that on a busy machine.
          testTimeout: 30_000,
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'swarm',
          globalSetup: ['e2e/lab/engine-root.ts', 'e2e/scenario/build-command-line.ts'],
          include: ['**/*.swarm.test.ts', 'e2e/tests/**/*.test.ts', 'e2e/faults/killed-*.test.ts'],
          exclude: outside,
          // Real engines on a busy machine: what fails twice is a failure, what fails once is reported.
          retry: 1,
          testTimeout: 300_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
