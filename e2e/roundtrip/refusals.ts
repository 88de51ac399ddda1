import { readFileSync } from 'node:fs'

/** A case that the engine refuses, in its own words. */
export interface EngineRefusal {
  readonly case: string
  /** Part of what it says. */
  readonly says: string
  /** Codes of the problems that tell it before the first write; empty where nothing does. */
  readonly foreseen: readonly string[]
  /** Versions that refuse it, as `major.minor`; undefined means every one. */
  readonly only?: { readonly before?: string; readonly from?: string }
}

/** Asserted to be refused, so that a case that an engine learns to take is seen. */
export const REFUSALS: readonly EngineRefusal[] = read()

function read(): readonly EngineRefusal[] {
  const parsed: unknown = JSON.parse(
    readFileSync(new URL('./refusals.json', import.meta.url), 'utf8'),
  )
  // Written by hand beside this file.
  return parsed as readonly EngineRefusal[]
}

/** What is known of a case on an engine of this version. */
export function refusalOf(name: string, version: string): EngineRefusal | undefined {
  return REFUSALS.find((one) => one.case === name && holds(one, version))
}

function holds({ only }: EngineRefusal, version: string): boolean {
  const { before, from } = only ?? {}
  return (
    (before === undefined || order(version, before) < 0) &&
    (from === undefined || order(version, from) >= 0)
  )
}

function order(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number)
  const [majorB = 0, minorB = 0] = b.split('.').map(Number)
  return majorA - majorB || minorA - minorB
}
