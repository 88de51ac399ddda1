export { startFakeEngine, type FakeEngine, type FakeEngineOptions } from './fake-engine.ts'
export type { FakeManifest } from './route.ts'
export type { DecideOutcome, TaskOutcome } from './task-outcome.ts'
