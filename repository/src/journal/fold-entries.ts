import type { Deployment } from '@kesako/core'

/**
 * Makes deployments out of journal entries, both newest first. An end stands for its start;
 * a start without an end is a deployment that runs or was cut off.
 */
export function foldEntries(entries: readonly Deployment[], limit: number): readonly Deployment[] {
  const byId = new Map<string, Deployment>()
  for (const entry of entries) {
    const known = byId.get(entry.id)
    if (known === undefined || (known.end === undefined && entry.end !== undefined)) {
      byId.set(entry.id, entry)
    }
  }
  return [...byId.values()].slice(0, limit)
}
