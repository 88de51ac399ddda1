import { readFileSync } from 'node:fs'

/** One process for certain: a process number is reused, its start time and the boot of the machine are not. */
export interface ProcessIdentity {
  readonly pid: number
  /** Clock ticks since boot, field 22 of /proc/PID/stat. */
  readonly startTime: string
  readonly bootId: string
}

/** The identity of a running process, undefined when there is none of that number (or only its zombie). */
export function processIdentity(pid: number): ProcessIdentity | undefined {
  const stat = readOrUndefined(`/proc/${pid}/stat`)
  const bootId = readOrUndefined('/proc/sys/kernel/random/boot_id')
  if (stat === undefined || bootId === undefined) return undefined
  // The second field is the name in parentheses, which may itself hold blanks and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, startTime] = [fields[0], fields[19]]
  if (state === 'Z' || startTime === undefined) return undefined
  return { pid, startTime, bootId: bootId.trim() }
}

export function isAlive(identity: ProcessIdentity): boolean {
  const now = processIdentity(identity.pid)
  return now?.startTime === identity.startTime && now.bootId === identity.bootId
}

/** Kills the process if it is still that one, and waits until it is gone. */
export async function killProcess(identity: ProcessIdentity, timeoutMs = 10_000): Promise<void> {
  const deadline = performance.now() + timeoutMs
  while (isAlive(identity)) {
    try {
      process.kill(identity.pid, 'SIGKILL')
    } catch {
      return
    }
    if (performance.now() > deadline) throw new Error(`process ${identity.pid} does not die`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
