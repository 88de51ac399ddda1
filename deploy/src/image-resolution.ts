import type { Problem, ResolvedImage } from '@kesako/core'
import { EngineError, isAccessDenied, registryOf } from '@kesako/engine'
import { refusal } from './image-access.ts'
import { credentialsFor, type RegistryAccess } from './registry-auth.ts'
import { mapBounded } from './slots.ts'

/** A registry that says nothing for this long isn't waited for. */
const REGISTRY_TIMEOUT_MS = 5000

/** Registry requests side by side. */
const REGISTRY_REQUESTS = 8

/** What registries said during one deployment: every distinct image is asked for once. */
export interface ImageResolution {
  readonly images: Map<string, ResolvedImage>
  /** By image, and by registry where its credentials can't be read. */
  readonly warnings: Map<string, Problem>
}

export function emptyResolution(): ImageResolution {
  return { images: new Map(), warnings: new Map() }
}

/** Asks for the images that weren't asked for yet. A failure is a warning: the tag is used. */
export async function resolveImages(
  context: RegistryAccess,
  images: readonly string[],
  known: ImageResolution,
): Promise<void> {
  const unknown = images.filter((image) => !known.images.has(image) && !known.warnings.has(image))
  await mapBounded(unknown, REGISTRY_REQUESTS, async (image) => {
    const { auth, problem } = await credentialsFor(context, image)
    if (problem !== undefined) known.warnings.set(`${registryOf(image)}/`, problem)
    try {
      const timeout = AbortSignal.timeout(REGISTRY_TIMEOUT_MS)
      known.images.set(image, await context.engine.resolveImage(image, auth, timeout))
    } catch (error) {
      known.warnings.set(image, unresolved(image, error, auth !== undefined))
    }
  })
}

function unresolved(image: string, error: unknown, hasCredentials: boolean): Problem {
  const what = `The digest of the image "${image}" could not be asked for, so each node takes what it finds under that tag`
  if (isAccessDenied(error)) {
    const registry = registryOf(image)
    return {
      code: 'image-access-denied',
      severity: 'warning',
      message: `${what}. ${refusal(registry, hasCredentials)}.`,
      remedy: `Log in: kesako registry login ${registry}`,
    }
  }
  const why =
    error instanceof EngineError && error.kind !== 'aborted'
      ? error.message
      : `no answer within ${REGISTRY_TIMEOUT_MS / 1000} s`
  return {
    code: 'image-unresolved',
    severity: 'warning',
    message: `${what}: ${why}`,
    remedy: 'Check the registry, or set resolveImage: never.',
  }
}
