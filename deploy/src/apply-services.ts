import { type Change, resolveReferences, type ServiceSpec } from '@kesako/core'
import type { DeployContext } from './deploy-context.ts'
import { DeploymentFailure } from './deployment-error.ts'
import type { ObjectIds } from './object-ids.ts'
import { authOfWrite } from './registry-auth.ts'

/** A change that writes a service. */
export type ServiceWrite = Extract<Change, { action: 'create' | 'update' | 'replace' }>

/** Creates or updates one service, with ids in place of names. What it replaces is gone already. */
export async function writeService(
  context: Pick<DeployContext, 'engine' | 'log' | 'credentials'>,
  change: ServiceWrite,
  ids: ObjectIds,
): Promise<void> {
  if (change.object.kind !== 'service') return
  const spec = withIds(change.object.spec, ids)
  const auth = await authOfWrite(context, change, spec)
  switch (change.action) {
    case 'create':
    case 'replace':
      await context.engine.createService(spec, auth)
      return
    case 'update': {
      const warnings = await context.engine.updateService(change.id, change.version, spec, auth)
      for (const warning of warnings) {
        context.log.warn('the engine warns of a service', { service: change.ref.name, warning })
      }
    }
  }
}

function withIds(spec: ServiceSpec, ids: ObjectIds): ServiceSpec {
  const resolved = resolveReferences(spec, ids)
  if ('spec' in resolved) return resolved.spec
  const missing = resolved.missing.map((ref) => `${ref.kind} "${ref.name}"`).join(', ')
  throw new DeploymentFailure(
    'external-missing',
    `The service "${spec.Name}" needs what isn't on the swarm: ${missing}.`,
  )
}
