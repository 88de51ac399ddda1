import type { LiveNode } from '../live/live-state.ts'

/** Spec fields that an engine drops without a word when it is older than the one that brought them. */
export interface EngineFeatures {
  /** `Healthcheck.StartInterval`: engine 25 (API 1.44). */
  readonly startInterval: boolean
  /** `Mounts[].VolumeOptions.Subpath`: engine 26 (API 1.45). */
  readonly subpath: boolean
}

/**
 * What every manager keeps. Any manager may answer a read, so the oldest decides. A version that
 * can't be read counts as new. Source: differences seen between sent and read on 20.10.
 */
export function engineFeatures(nodes: readonly LiveNode[]): EngineFeatures {
  const majors = nodes
    .filter((node) => node.role === 'manager')
    .map((node) => Number.parseInt(node.engineVersion, 10))
    .filter((major) => Number.isFinite(major))
  const oldest = Math.min(Number.MAX_SAFE_INTEGER, ...majors)
  return { startInterval: oldest >= 25, subpath: oldest >= 26 }
}
