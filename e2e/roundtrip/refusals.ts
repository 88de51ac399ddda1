/** A case that the engine refuses, in its own words. */
export interface EngineRefusal {
  readonly case: string
  /** Part of what it says. */
  readonly says: string
  /** Code of the problem that tells it before the first write; undefined where nothing does yet. */
  readonly foreseen?: string
  /** Versions that refuse it, as `major.minor`; undefined means every one. */
  readonly only?: { readonly before?: string; readonly from?: string }
}

/** Asserted to be refused, so that a case that an engine learns to take is seen. */
export const REFUSALS: readonly EngineRefusal[] = [
  { case: 'core/every-key', says: 'plugin "vault" not found' },
  { case: 'interpolation/in-deep-places', says: 'invalid memory value 3145728' },
  {
    case: 'types/healthcheck-retries-negative',
    says: 'Retries in HealthConfig cannot be negative',
  },
  { case: 'version/key-secret-driver-at-3.8', says: 'plugin "vault" not found' },
]

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
