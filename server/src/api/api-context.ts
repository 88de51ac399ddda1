import type { Clock, Log, Runner } from '@kesako/deploy'
import type { DockerCredentials, Engine } from '@kesako/engine'
import type { StacksRepository } from '@kesako/repository'
import type { FailedAttempts } from '../auth/failed-attempts.ts'
import type { LoginLinks } from '../auth/login-links.ts'
import type { Turns } from '../change/turns.ts'
import type { State } from '../state/open-state.ts'
import type { SourceCommits } from '../view/source-commits.ts'
import type { EventStreams } from './event-streams.ts'
import type { LogStreams } from './log-streams.ts'
import type { Counters } from './metrics.ts'

/** What the handlers of the API work with. */
export interface ApiContext {
  readonly engine: Engine
  readonly repository: StacksRepository
  readonly runner: Runner
  readonly state: State
  /** Those of the docker `config.json` of this process. */
  readonly dockerCredentials?: DockerCredentials
  readonly log: Log
  readonly clock: Clock
  readonly version: string
  readonly randomHex: (bytes: number) => string
  readonly failures: FailedAttempts
  readonly links: LoginLinks
  readonly sourceCommits: SourceCommits
  readonly streams: EventStreams
  readonly logStreams: LogStreams
  /** Of writes to the stacks repository. */
  readonly turns: Turns
  readonly counters: Counters
  /** The port listened on. */
  readonly port: () => number
}
