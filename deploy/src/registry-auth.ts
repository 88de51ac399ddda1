import type { Problem, ServiceSpec } from '@kesako/core'
import { CredentialsError, type Engine, type RegistryAuth, registryOf } from '@kesako/engine'
import type { ServiceWrite } from './apply-services.ts'
import type { DeployContext } from './deploy-context.ts'

/** Says that there are no credentials, in place of those that the engine would keep. */
const NO_AUTH: RegistryAuth = {}

const IMAGE_PATH = 'TaskTemplate.ContainerSpec.Image'

/** What asking registries takes. */
export interface RegistryAccess extends Pick<DeployContext, 'credentials'> {
  readonly engine: Pick<Engine, 'resolveImage'>
}

/** What is known for the registry of an image, or why that can't be said. */
export async function credentialsFor(
  context: Pick<DeployContext, 'credentials'>,
  image: string,
): Promise<{ readonly auth?: RegistryAuth; readonly problem?: Problem }> {
  try {
    const auth = await context.credentials.find(registryOf(image))
    return auth === undefined ? {} : { auth }
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error
    const { message, remedy } = error
    return { problem: { code: 'credentials-unreadable', severity: 'warning', message, remedy } }
  }
}

/**
 * The credentials that a write of a service carries, for its nodes to pull with. Without any, the
 * engine keeps those that the service had, unless its image comes from another registry now, which
 * must not be shown them.
 */
export async function authOfWrite(
  context: Pick<DeployContext, 'credentials' | 'log'>,
  change: ServiceWrite,
  spec: ServiceSpec,
): Promise<RegistryAuth | undefined> {
  const image = spec.TaskTemplate.ContainerSpec.Image
  const { auth, problem } = await credentialsFor(context, image)
  if (problem !== undefined) {
    context.log.warn('a service is written without credentials', {
      service: spec.Name,
      reason: problem.message,
    })
  }
  return auth ?? (leavesRegistry(change, image) ? NO_AUTH : undefined)
}

function leavesRegistry(change: ServiceWrite, image: string): boolean {
  if (change.action !== 'update') return false
  const before = change.fields.find(({ path }) => path === IMAGE_PATH)?.from
  return typeof before === 'string' && registryOf(before) !== registryOf(image)
}
