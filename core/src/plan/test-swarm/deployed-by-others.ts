import type { DesiredState } from '../../desired-state.ts'
import type { LiveState } from '../../live/live-state.ts'
import { plan } from '../plan.ts'
import { applyPlan, EMPTY_SWARM } from './apply-plan.ts'
import { planContext } from './context.ts'

/** The swarm after the docker CLI deployed the stack: what its file calls external is there already. */
export function deployedByOthers(desired: DesiredState): LiveState {
  const { externals } = desired
  const before: LiveState = {
    ...EMPTY_SWARM,
    networks: externals.networks.map((name) => ({
      id: `id of ${name}`,
      name,
      driver: 'overlay',
      scope: 'swarm',
      internal: false,
      attachable: true,
      ingress: false,
      options: {},
      ipamDriver: 'default',
      subnets: ['10.0.9.0/24'],
      labels: {},
    })),
    secrets: externals.secrets.map((Name) => ({
      id: `id of ${Name}`,
      version: 1,
      spec: { Name, Labels: {} },
    })),
    configs: externals.configs.map((Name) => ({
      id: `id of ${Name}`,
      version: 1,
      spec: { Name, Labels: {}, Data: 'eA==' },
    })),
  }
  return asRead(applyPlan(plan(desired, before, planContext()), before))
}

/** Without labels of ours, and without what the engine drops. */
function asRead(live: LiveState): LiveState {
  // Of its own shape, less some keys that are optional or text.
  return JSON.parse(JSON.stringify(live), (key, value: unknown) =>
    key.startsWith('io.kesako.') || key === 'Consistency' ? undefined : value,
  ) as LiveState
}
