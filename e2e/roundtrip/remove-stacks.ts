import { STACK_LABEL } from '@kesako/core'
import type { Engine } from '@kesako/engine'
import { setTimeout as sleep } from 'node:timers/promises'
import { mapBounded } from '../../deploy/src/slots.ts'

const SIDE_BY_SIDE = 8
const PATIENCE_MS = 20_000

/** Removes all that bears the names of these stacks. */
export async function removeStacks(engine: Engine, stacks: ReadonlySet<string>): Promise<void> {
  const live = await engine.liveState()
  const isOne = (labels: Readonly<Record<string, string>> | undefined): boolean =>
    stacks.has(labels?.[STACK_LABEL] ?? '')
  const services = live.services.filter(({ spec }) => isOne(spec.Labels))
  const secrets = live.secrets.filter(({ spec }) => isOne(spec.Labels))
  const configs = live.configs.filter(({ spec }) => isOne(spec.Labels))
  const networks = live.networks.filter(({ labels }) => isOne(labels))
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
