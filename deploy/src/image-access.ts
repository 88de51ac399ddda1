import type { ReasonCode } from '@kesako/core'
import { isAccessDenied, isImageUnknown, registryOf } from '@kesako/engine'
import { credentialsFor, type RegistryAccess } from './registry-auth.ts'

/** How a deployment failed. */
interface Failure {
  readonly code: ReasonCode
  readonly reason: string
}

/** What a registry says of an image that a node could not get. */
interface Said {
  readonly image: string
  readonly registry: string
  readonly answer: 'denied' | 'there' | 'missing' | 'unknown'
  /** Kesako has credentials for it. */
  readonly known: boolean
}

const MOST_ASKED = 3
const TIMEOUT_MS = 5000

/**
 * A failure with what the registry says of the image that a node could not get. The swarm says no
 * more than "No such image", whether it is missing or refused; so the manager asks.
 */
export async function explainImage(context: RegistryAccess, failure: Failure): Promise<Failure> {
  const images = lackedImages(failure.reason).slice(0, MOST_ASKED)
  if (images.length === 0) return failure
  const said = await Promise.all(images.map((image) => ask(context, image)))
  const denied = said.some(({ answer }) => answer === 'denied')
  const sentences = new Set(said.map(sentence).filter((text) => text !== ''))
  return {
    code: denied ? 'image-access-denied' : failure.code,
    reason: [failure.reason, ...sentences].join(' '),
  }
}

/** Images that the errors of tasks name, in the engine's words. */
export function lackedImages(reason: string): readonly string[] {
  const named = reason.matchAll(/(?:no such image: |pull access denied for )([^\s",]+)/gi)
  return [...new Set([...named].map(([, image = '']) => image).filter((image) => image !== ''))]
}

async function ask(context: RegistryAccess, image: string): Promise<Said> {
  const registry = registryOf(image)
  const { auth } = await credentialsFor(context, image)
  const known = auth !== undefined
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  const answer = await context.engine
    .resolveImage(image, auth, timeout)
    .then((): Said['answer'] => 'there', answerOf)
  return { image, registry, answer, known }
}

function answerOf(error: unknown): Said['answer'] {
  if (isAccessDenied(error)) return 'denied'
  return isImageUnknown(error) ? 'missing' : 'unknown'
}

function sentence({ image, registry, answer, known }: Said): string {
  switch (answer) {
    case 'denied':
      return `${refusal(registry, known)}: \`kesako registry login ${registry}\`.`
    case 'there':
      return `The manager does get "${image}" from its registry, so look there why the node doesn't; or sync, which sends the credentials of now.`
    case 'missing':
      return `The registry ${registry} has no such image.`
    case 'unknown':
      return ''
  }
}

/** `The registry R refuses it, and Kesako has no credentials for R`. */
export function refusal(registry: string, known: boolean): string {
  return known
    ? `The registry ${registry} refuses access with the credentials that Kesako has for it`
    : `The registry ${registry} refuses access, and Kesako has no credentials for it`
}
