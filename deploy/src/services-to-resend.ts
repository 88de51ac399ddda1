import { type DesiredState, type LiveState, type Resend, waitsForImage } from '@kesako/core'
import { registryOf } from '@kesako/engine'
import type { DeployContext } from './deploy-context.ts'
import { credentialsFor } from './registry-auth.ts'

/**
 * Services, by full name, that are written to although nothing differs. Those whose update the swarm paused are in a
 * deployment only: a comparison finds no difference in them.
 */
export async function servicesToResend(
  context: Pick<DeployContext, 'credentials'>,
  desired: DesiredState,
  live: LiveState,
  unasked: boolean,
): Promise<ReadonlyMap<string, Resend>> {
  const images = await waitingForImage(context, desired, live, unasked)
  const found = new Map<string, Resend>(unasked ? [] : pausedServices(desired, live))
  for (const name of images) found.set(name, 'image')
  return found
}

function pausedServices(desired: DesiredState, live: LiveState): readonly [string, Resend][] {
  const names = new Set(desired.services.map(({ Name }) => Name))
  return live.services
    .filter(({ spec, updateStatus }) => {
      const state = updateStatus?.state
      return names.has(spec.Name) && (state === 'paused' || state === 'rollback_paused')
    })
    .map(({ spec }) => [spec.Name, 'paused'])
}

/**
 * Full names of services that wait for an image and might get it with the credentials of now. The
 * engine doesn't tell which ones a service has, so where nobody asked for a deployment (`unasked`)
 * only those count that were saved after the service was last written.
 */
async function waitingForImage(
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
