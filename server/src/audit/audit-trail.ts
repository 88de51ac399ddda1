import { constants } from 'node:fs'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AuditEntry } from '@kesako/contract'

/** Entries are appended to `audit.jsonl`, one line of JSON each. */
const FILE = 'audit.jsonl'
/** A file that is larger becomes `audit.jsonl.1`, and so on. */
const MAX_BYTES = 4 * 1024 * 1024
/** Files besides the newest; what is older goes. */
const OLD_FILES = 4
const MAX_TEXT = 300
const MAX_TARGETS = 20

export interface AuditTrail {
  /** Appends an entry; one after another. Rejects when it can't be written. */
  write(entry: AuditEntry): Promise<void>
  /** Newest first. What can't be read as an entry is left out. */
  read(limit: number): Promise<readonly AuditEntry[]>
}

/** The audit trail in a state folder; bounded: the oldest file goes when there are too many. */
export function openAuditTrail(folder: string, maxBytes = MAX_BYTES): AuditTrail {
  const path = join(folder, FILE)
  const named = (at: number): string => (at === 0 ? path : `${path}.${at}`)
  let writing: Promise<void> = Promise.resolve()

  async function append(line: string): Promise<void> {
    const size = await stat(path).then(
      (found) => found.size,
      () => 0,
    )
    if (size > 0 && size + Buffer.byteLength(line) > maxBytes) {
      for (let at = OLD_FILES; at > 0; at--) {
        await rename(named(at - 1), named(at)).catch(ignoreMissing)
      }
    }
    const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW
    const file = await open(path, flags, 0o600)
    try {
      await file.writeFile(line)
    } finally {
      await file.close()
    }
  }

  return {
    write(entry) {
      const line = `${JSON.stringify(bounded(entry))}\n`
      const done = writing.then(() => append(line))
      writing = done.catch(() => {})
      return done
    },
    async read(limit) {
      const entries: AuditEntry[] = []
      for (let at = 0; at <= OLD_FILES && entries.length < limit; at++) {
        const text: string = await readFile(named(at), 'utf8').catch(missingAsEmpty)
        for (const line of text.split('\n').toReversed()) {
          const entry = entryOf(line)
          if (entry !== undefined) entries.push(entry)
          if (entries.length === limit) break
        }
      }
      return entries
    },
  }
}

/** A line that a full disk or a cut left half written is no entry. */
function entryOf(line: string): AuditEntry | undefined {
  try {
    return line === '' ? undefined : AuditEntry.parse(JSON.parse(line))
  } catch {
    return undefined
  }
}

function bounded(entry: AuditEntry): AuditEntry {
  if (entry.target === undefined) return entry
  const pairs = Object.entries(entry.target).slice(0, MAX_TARGETS)
  return {
    ...entry,
    target: Object.fromEntries(pairs.map(([key, text]) => [key, text.slice(0, MAX_TEXT)])),
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error
}

function missingAsEmpty(error: unknown): string {
  if (isMissing(error)) return ''
  throw error
}
