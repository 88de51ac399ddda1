import type { Change } from '@kesako/core'
import type { DeployContext } from './deploy-context.ts'
import type { ObjectIds } from './object-ids.ts'

type ObjectWrite = Extract<Change, { action: 'create' | 'update' | 'replace' }>

/** Creates a network, secret or config, or updates the labels of a secret or config; notes the new id. */
export async function writeObject(
  context: Pick<DeployContext, 'engine'>,
  change: ObjectWrite,
  ids: ObjectIds,
): Promise<void> {
  if (change.action === 'update') await updateLabels(context, change)
  else ids.created(change.ref.kind, change.ref.name, await create(context, change))
}

async function create(
  context: Pick<DeployContext, 'engine'>,
  change: ObjectWrite,
): Promise<string> {
  const { engine } = context
  switch (change.object.kind) {
    case 'network':
      return engine.createNetwork(change.object.spec)
    case 'secret':
      return engine.createSecret(change.object.spec)
    case 'config':
      return engine.createConfig(change.object.spec)
    case 'service':
      throw new Error('A service is written by writeService.')
  }
}

/** The engine updates nothing but labels of secrets and configs, and networks not at all. */
async function updateLabels(
  context: Pick<DeployContext, 'engine'>,
  change: Extract<ObjectWrite, { action: 'update' }>,
): Promise<void> {
  const { engine } = context
  switch (change.object.kind) {
    case 'secret':
      return engine.updateSecret(change.id, change.version, change.object.spec)
    case 'config':
      return engine.updateConfig(change.id, change.version, change.object.spec)
    case 'network':
    case 'service':
      throw new Error(`The engine can't update the labels of a ${change.object.kind}.`)
  }
}
