import { readFileSync } from 'node:fs'

/** A case that the engine refuses, in its own words, and that nothing foresees. */
export interface EngineRefusal {
  readonly case: string
  /** Part of what it says. */
  readonly says: string
  /** Versions that refuse it, as `major.minor`; undefined means every one. */
  readonly only?: { readonly before?: string; readonly from?: string }
}

/**
 * What the engine says, on 20.10 or later, where a problem of this code was known before the first
 * write. A case with such a problem has to be refused so, and any other has to be taken.
 */
export const FORESEEN: Readonly<Record<string, RegExp>> = {
  'broken-template': /expanding (?:hostname|env|mounts) failed/,
  'cpus-too-small': /invalid cpu value .*: Must be at least 0\.001/,
  'dnsrr-with-ingress': /published with ingress mode can't be used with dnsrr mode/,
  'generic-resource-empty': /broke/,
  'healthcheck-too-short': /in HealthConfig cannot be less than 1ms/,
  'image-id': /is not a valid repository\/tag/,
  'invalid-constraint': /constraint expected one operator|invalid/,
  'invalid-subnet': /Invalid subnet|invalid network config/,
  'job-with-update-config': /Jobs may not have an update config/,
  'memory-too-small': /invalid memory value .*: Must be at least 4MiB/,
  'mount-target-twice': /duplicate mount point/,
  'names-differ-in-case': /already exists|name conflicts with an existing object/,
  'negative-value': /cannot be negative|cannot be less than 1ms/,
  'network-of-one-node':
    /cannot be used with services|predefined swarm network|isn't on the swarm|only one instance|not supported/,
  'published-twice': /duplicate published ports provided/,
  'ratio-out-of-range': /maxfailureratio cannot be less than 0 or bigger than 1/,
  'unknown-word':
    /invalid (?:MountType|MountPropagation|RestartCondition|resolution mode)|unrecognized (?:update|rollback) /,
  'value-too-large': /cannot unmarshal number/,
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
