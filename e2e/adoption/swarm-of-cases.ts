import { type DesiredState, type LiveState, plan } from '@kesako/core'
import { applyPlan, EMPTY_SWARM } from '../../core/src/plan/test-swarm/apply-plan.ts'
import { planContext } from '../../core/src/plan/test-swarm/context.ts'

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
