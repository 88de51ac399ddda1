import type { Problem, ResolvedImage } from '@kesako/core'
import {
  type Engine,
  EngineError,
  isAccessDenied,
  isImageUnknown,
  registryOf,
} from '@kesako/engine'
import type { DeployContext } from './deploy-context.ts'
import { refusal } from './image-access.ts'
import { credentialsFor } from './registry-auth.ts'
import { mapBounded } from './slots.ts'

/** A registry that says nothing for this long isn't waited for. */
const REGISTRY_TIMEOUT_MS = 5000

/** Registry requests side by side. */
const REGISTRY_REQUESTS = 8

/** A registry's definite answer that it gives an image to nobody, or not to us. */
export interface Refusal {
  readonly answer: 'missing' | 'denied'
  /** Kesako has credentials for that registry. */
  readonly hasCredentials: boolean
  /** What is said where a service needs the image. */
  readonly problem: Problem
}

/** What registries said during one deployment: every distinct image is asked for once. */
export interface ImageResolution {
  readonly images: Map<string, ResolvedImage>
  /** By image, and by registry where its credentials can't be read. */
  readonly warnings: Map<string, Problem>
  /** By image: those that registries refuse and that this manager has no copy of. */
  readonly refusals: Map<string, Refusal>
}

export function emptyResolution(): ImageResolution {
  return { images: new Map(), warnings: new Map(), refusals: new Map() }
}

/** What asking for digests takes. */
export interface ImageSource extends Pick<DeployContext, 'credentials'> {
  readonly engine: Pick<Engine, 'resolveImage' | 'imageExists'>
}

/** Asks for the images that weren't asked for yet. A failure is a warning: the tag is used. */
export async function resolveImages(
  context: ImageSource,
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
      const hasCredentials = auth !== undefined
      const refused = refusalOf(image, error, hasCredentials)
      if (refused !== undefined && !(await context.engine.imageExists(image))) {
        known.refusals.set(image, refused)
      }
      known.warnings.set(image, unresolved(image, error, hasCredentials))
    }
  })
}

/** Undefined for a registry that is down, slow or busy, which says nothing of the image. */
function refusalOf(image: string, error: unknown, hasCredentials: boolean): Refusal | undefined {
  const registry = registryOf(image)
  const here = 'and this manager has no copy of it'
  if (isImageUnknown(error)) {
    const problem: Problem = {
      code: 'image-missing',
      severity: 'error',
      message: `The registry ${registry} has no image "${image}", ${here}.`,
      remedy: `Check name and tag, or push it. ${BY_NODES}`,
      next: 'stalled',
    }
    return { answer: 'missing', hasCredentials, problem }
  }
  if (!isAccessDenied(error)) return undefined
  const problem: Problem = {
    code: 'image-access-denied',
    severity: 'error',
    message: `The image "${image}" can't be had, ${here}. ${refusal(registry, hasCredentials)}: \`kesako registry login ${registry}\`.`,
    remedy: BY_NODES,
    next: 'stalled',
  }
  return { answer: 'denied', hasCredentials, problem }
}

const BY_NODES = 'For an image that the nodes have already, set `resolveImage: never`.'

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
