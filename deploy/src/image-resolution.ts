import type { Problem, ResolvedImage } from '@kesako/core'
import { type Engine, EngineError } from '@kesako/engine'
import { mapBounded } from './slots.ts'

/** A registry that says nothing for this long isn't waited for. */
const REGISTRY_TIMEOUT_MS = 5000

/** Registry requests side by side. */
const REGISTRY_REQUESTS = 8

/** What registries said during one deployment: every distinct image is asked for once. */
export interface ImageResolution {
  readonly images: Map<string, ResolvedImage>
  readonly warnings: Map<string, Problem>
}

export function emptyResolution(): ImageResolution {
  return { images: new Map(), warnings: new Map() }
}

/** Asks for the images that weren't asked for yet. A failure is a warning: the tag is used. */
export async function resolveImages(
  engine: Pick<Engine, 'resolveImage'>,
  images: readonly string[],
  known: ImageResolution,
): Promise<void> {
  const unknown = images.filter((image) => !known.images.has(image) && !known.warnings.has(image))
  await mapBounded(unknown, REGISTRY_REQUESTS, async (image) => {
    try {
      const timeout = AbortSignal.timeout(REGISTRY_TIMEOUT_MS)
      known.images.set(image, await engine.resolveImage(image, undefined, timeout))
    } catch (error) {
      known.warnings.set(image, unresolved(image, error))
    }
  })
}

function unresolved(image: string, error: unknown): Problem {
  const why =
    error instanceof EngineError && error.kind !== 'aborted'
      ? error.message
      : `no answer within ${REGISTRY_TIMEOUT_MS / 1000} s`
  return {
    code: 'image-unresolved',
    severity: 'warning',
    message: `The digest of the image "${image}" could not be asked for, so each node takes what it finds under that tag: ${why}`,
    remedy: 'Check the registry, or set resolveImage: never.',
  }
}
