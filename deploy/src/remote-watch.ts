import { backOffMs } from './back-off.ts'
import { afterBurst } from './debounce.ts'
import type { Clock, Log } from './deploy-api.ts'
import type { EventBody } from './event-hub.ts'
import { jittered } from './jitter.ts'
import { pause } from './pause.ts'
import type { Actor } from '@kesako/core'
import type { Remote, RemoteTrouble } from '@kesako/repository'

export interface RemoteWatchOptions {
  readonly remote: Remote
  readonly clock: Clock
  readonly log: Log
  readonly randomHex: (bytes: number) => string
  readonly emit: (event: EventBody) => void
  readonly stop: AbortSignal
  /** Time between two looks while all is well. */
  readonly everyMs: number
  /** The branch was moved there. */
  readonly onMoved: (actor: Actor) => void
}

/** Looks at the remote of a stacks repository from time to time, and sends it the journal. */
export interface RemoteWatch {
  /** Ends with the signal. */
  run(): Promise<void>
  /** The journal has new entries. */
  journalGrew(): void
}

const MOST_MS = 10 * 60_000
/** A burst of entries is one push. */
const JOURNAL_BURST_MS = 2000

export function watchRemote(options: RemoteWatchOptions): RemoteWatch {
  const { remote, clock, log, randomHex, emit, stop, everyMs } = options
  let known: { readonly reason?: string; readonly journal?: string } = {}
  let failures = 0
  let journalFailures = 0
  let journalDueAt = 0

  async function poll(): Promise<void> {
    while (!stop.aborted) {
      const wait = failures === 0 ? everyMs : backOffMs(failures - 1, everyMs, MOST_MS)
      await pause(clock, jittered(wait, randomHex), stop)
      if (stop.aborted) return
      await look()
    }
  }

  async function look(): Promise<void> {
    const { trouble } = await remote.fetch()
    failures = trouble === undefined ? 0 : failures + 1
    if (trouble === undefined && clock.monotonic() >= journalDueAt) await saveJournal()
  }

  async function saveJournal(): Promise<void> {
    const { journalTrouble } = await remote.saveJournal()
    journalFailures = journalTrouble === undefined ? 0 : journalFailures + 1
    const wait = journalFailures === 0 ? 0 : backOffMs(journalFailures - 1, everyMs, MOST_MS)
    journalDueAt = clock.monotonic() + wait
  }

  /** Says once when something begins and when it is over. */
  function tell(): void {
    const { url, trouble, journalTrouble } = remote.state()
    const fields = { remote: url }
    sayChange(
      log,
      known.reason,
      trouble,
      'the remote is not followed',
      'the remote is followed',
      fields,
    )
    sayChange(
      log,
      known.journal,
      journalTrouble,
      'the journal is not copied',
      'the journal is copied',
      fields,
    )
    known = {
      ...(trouble === undefined ? {} : { reason: trouble.reason }),
      ...(journalTrouble === undefined ? {} : { journal: journalTrouble.reason }),
    }
    emit({ type: 'stacks-changed' })
  }

  return {
    async run() {
      const end = remote.subscribe((news) => {
        if (stop.aborted) return
        if (news === 'moved') options.onMoved({ name: remote.host, via: 'push' })
        else tell()
      })
      // A look that is under way is ended with the repository.
      await Promise.race([poll(), aborted(stop)])
      end()
    },
    journalGrew: afterBurst(clock, JOURNAL_BURST_MS, stop, () => {
      if (clock.monotonic() >= journalDueAt) void saveJournal()
    }),
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function sayChange(
  log: Log,
  before: string | undefined,
  trouble: RemoteTrouble | undefined,
  begins: string,
  ends: string,
  fields: Readonly<Record<string, unknown>>,
): void {
  if (trouble === undefined) {
    if (before !== undefined) log.info(ends, fields)
    return
  }
  const { code, reason, remedy } = trouble
  if (reason !== before) log.warn(begins, { ...fields, code, reason, remedy })
}
