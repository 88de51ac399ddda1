import type { LiveNode } from '../live/live-state.ts'

/** What an engine does not know yet when it is older than the one that brought it. */
export interface EngineFeatures {
  /** `Healthcheck.StartInterval`: engine 25 (API 1.44). */
  readonly startInterval: boolean
  /** `Mounts[].VolumeOptions.Subpath`: engine 26 (API 1.45). */
  readonly subpath: boolean
  /** Mounts of type `cluster`: engine 23 (API 1.42); older ones refuse them. */
  readonly clusterMounts: boolean
  /** A subnet must be written without bits of a host: engine 25; older ones take them away. */
  readonly strictSubnets: boolean
}

/**
 * What every manager keeps. Any manager may answer a read, so the oldest decides. A version that
 * can't be read counts as new. Sources: `rules.ts`, and the answers of engines 20.10.24 and 28.5.2.
 */
export function engineFeatures(nodes: readonly LiveNode[]): EngineFeatures {
  const majors = nodes
    .filter((node) => node.role === 'manager')
    .map((node) => Number.parseInt(node.engineVersion, 10))
    .filter((major) => Number.isFinite(major))
  const oldest = Math.min(Number.MAX_SAFE_INTEGER, ...majors)
  return {
    startInterval: oldest >= 25,
    subpath: oldest >= 26,
    clusterMounts: oldest >= 23,
    strictSubnets: oldest >= 25,
  }
}
