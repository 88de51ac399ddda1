import type { ServiceMode, ServiceSpec } from './service-spec.ts'

/** The engine's words for the four modes, as `docker service ls` prints them. */
export type ModeName = 'replicated' | 'global' | 'replicated job' | 'global job'

export function modeName(mode: ServiceMode): ModeName {
  if (mode.Global !== undefined) return 'global'
  if (mode.ReplicatedJob !== undefined) return 'replicated job'
  if (mode.GlobalJob !== undefined) return 'global job'
  return 'replicated'
}

export function isJob(spec: ServiceSpec): boolean {
  return spec.Mode.ReplicatedJob !== undefined || spec.Mode.GlobalJob !== undefined
}

/** Tasks that a replicated service asks for; 1 where the spec says nothing. */
export function replicas(mode: ServiceMode): number {
  return mode.Replicated?.Replicas ?? 1
}

/** How many tasks of a replicated job must end well; 1 where the spec says nothing. */
export function totalCompletions(mode: ServiceMode): number {
  return mode.ReplicatedJob?.TotalCompletions ?? mode.ReplicatedJob?.MaxConcurrent ?? 1
}
