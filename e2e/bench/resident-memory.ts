import { readFile } from 'node:fs/promises'

/** Resident memory of a process, megabytes (10^6 bytes). */
export async function residentMegabytes(processId: number): Promise<number> {
  return vmRss(await readFile(`/proc/${processId}/status`, 'utf8'))
}

/** `VmRSS` of `/proc/<pid>/status`, which counts in KiB. */
export function vmRss(status: string): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  if (kib === undefined) throw new Error('The process has no VmRSS: it has ended.')
  return (Number(kib) * 1024) / 1_000_000
}
