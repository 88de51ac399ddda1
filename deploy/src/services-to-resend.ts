import { type DesiredState, type LiveState, waitsForImage } from '@kesako/core'
import { registryOf } from '@kesako/engine'
import type { DeployContext } from './deploy-context.ts'
import { credentialsFor } from './registry-auth.ts'

/**
 * Full names of services that wait for an image and might get it with the credentials of now. The
 * engine doesn't tell which ones a service has, so where nobody asked for a deployment (`unasked`)
 * only those count that were saved after the service was last written.
 */
export async function servicesToResend(
  context: Pick<DeployContext, 'credentials'>,
  desired: DesiredState,
  live: LiveState,
  unasked: boolean,
): Promise<ReadonlySet<string>> {
  // Looked at first, since a pass plans hundreds of stacks of which none fails.
  const failing = new Set(
    live.tasks.filter(({ error }) => error !== '').map(({ serviceId }) => serviceId),
  )
  if (failing.size === 0) return failing
  const names = new Set(desired.services.map(({ Name }) => Name))
  const waiting = live.services.filter(
    (service) =>
      failing.has(service.id) && names.has(service.spec.Name) && waitsForImage(service, live.tasks),
  )
  const resent = await Promise.all(
    waiting.map(async ({ spec, updatedAt }) => {
      const image = spec.TaskTemplate.ContainerSpec.Image
      const savedAt = context.credentials.savedAt(registryOf(image)) ?? Number.NEGATIVE_INFINITY
      if (unasked && savedAt <= Date.parse(updatedAt)) return []
      const { auth } = await credentialsFor(context, image)
      return auth === undefined ? [] : [spec.Name]
    }),
  )
  return new Set(resent.flat())
}
