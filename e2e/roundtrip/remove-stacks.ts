import { type DesiredState, type Labels, STACK_LABEL } from '@kesako/core'
import type { Engine } from '@kesako/engine'
import { setTimeout as sleep } from 'node:timers/promises'
import { mapBounded } from '../../deploy/src/slots.ts'

import { isExternal } from './externals.ts'

type Externals = keyof DesiredState['externals']

const SIDE_BY_SIDE = 8
const PATIENCE_MS = 20_000

/** Removes all that bears the names of these stacks, and these externals. */
export async function removeStacks(engine: Engine, stacks: readonly DesiredState[]): Promise<void> {
  const names = new Set(stacks.map(({ stack }) => stack))
  const live = await engine.liveState()
  const isOne = (name: string, labels: Labels | undefined, externals: Externals): boolean =>
    names.has(labels?.[STACK_LABEL] ?? '') ||
    (isExternal(labels) && stacks.some((stack) => stack.externals[externals].includes(name)))
  const services = live.services.filter(({ spec }) => names.has(spec.Labels[STACK_LABEL] ?? ''))
  const secrets = live.secrets.filter(({ spec }) => isOne(spec.Name, spec.Labels, 'secrets'))
  const configs = live.configs.filter(({ spec }) => isOne(spec.Name, spec.Labels, 'configs'))
  const networks = live.networks.filter(({ name, labels }) => isOne(name, labels, 'networks'))
  await mapBounded(services, SIDE_BY_SIDE, ({ id }) => engine.removeService(id))
  await mapBounded(secrets, SIDE_BY_SIDE, ({ id }) => engine.removeSecret(id))
  await mapBounded(configs, SIDE_BY_SIDE, ({ id }) => engine.removeConfig(id))
  await mapBounded(networks, SIDE_BY_SIDE, ({ id }) => removeNetwork(engine, id))
}

/** A network is in use until the pending tasks of its removed services are gone. */
async function removeNetwork(engine: Engine, id: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      await engine.removeNetwork(id)
      return
    } catch (error) {
      if (performance.now() > deadline) throw error
      await sleep(50)
    }
  }
}
