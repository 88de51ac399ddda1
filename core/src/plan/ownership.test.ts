import { describe, expect, it } from 'vitest'
import { DEFAULT_STACK_POLICY } from '../desired-state.ts'
import { REPOSITORY_LABEL, STACK_LABEL } from '../labels.ts'
import type { LiveState } from '../live/live-state.ts'
import type { Labels } from '../spec/service-spec.ts'
import { ownedStacks } from './owned-stacks.ts'
import { planRemoval } from './plan-removal.ts'
import { isEmpty, isHeld, summarizeChanges } from './plan-summary.ts'
import { plan } from './plan.ts'
import { EMPTY_SWARM, applyPlan } from './test-swarm/apply-plan.ts'
import { REPOSITORY, planContext } from './test-swarm/context.ts'
import { planLines } from './test-swarm/plan-lines.ts'
import { configSpec, desiredState, networkSpec, serviceSpec } from './test-swarm/specs.ts'

const desired = desiredState({
  configs: [configSpec('shop', 'conf', 'a')],
  services: [
    serviceSpec('shop', 'task', { mode: { ReplicatedJob: {} } }),
    serviceSpec('shop', 'web', { configs: ['conf'] }),
  ],
})
const ours = applyPlan(plan(desired, EMPTY_SWARM, planContext()), EMPTY_SWARM)

/** Labels of every object edited, as if somebody else had deployed it. */
function relabel(live: LiveState, edit: (labels: Labels, name: string) => Labels): LiveState {
  return {
    ...live,
    services: live.services.map((item) => ({
      ...item,
      spec: { ...item.spec, Labels: edit(item.spec.Labels, item.spec.Name) },
    })),
    networks: live.networks.map((item) => ({ ...item, labels: edit(item.labels, item.name) })),
    secrets: live.secrets.map((item) => ({
      ...item,
      spec: { ...item.spec, Labels: edit(item.spec.Labels, item.spec.Name) },
    })),
    configs: live.configs.map((item) => ({
      ...item,
      spec: { ...item.spec, Labels: edit(item.spec.Labels, item.spec.Name) },
    })),
  }
}

function withoutOurs(labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) => !name.startsWith('io.kesako.')),
  )
}

const unmanaged = relabel(ours, withoutOurs)
const changed = desiredState({
  configs: desired.configs,
  services: [
    serviceSpec('shop', 'task', { mode: { ReplicatedJob: {} } }),
    serviceSpec('shop', 'web', { configs: ['conf'], env: ['A=1'] }),
  ],
})
const adopt = planContext({ policy: { ...DEFAULT_STACK_POLICY, adopt: true } })

describe('adoption', () => {
  it('of a stack that runs as asked changes labels only, and leaves its job alone', () => {
    const adoption = plan(desired, unmanaged, planContext())
    expect(planLines(adoption)).toEqual(['update config shop_conf', 'update service shop_web'])
    const adopted = applyPlan(adoption, unmanaged)
    expect(planLines(plan(desired, adopted, planContext()))).toEqual([])
    expect(ownedStacks(adopted, REPOSITORY)).toEqual(['shop'])
  })

  it('sends the task template back exactly as it was read', () => {
    const { changes } = plan(desired, unmanaged, planContext())
    const change = changes.find(({ ref }) => ref.kind === 'service')
    const live = unmanaged.services.find(({ spec }) => spec.Name === 'shop_web')
    if (change?.action !== 'update' || change.object.kind !== 'service')
      throw new Error('no update')
    const { Networks: networks, ...sent } = change.object.spec.TaskTemplate
    const { Networks: _, ...read } = live?.spec.TaskTemplate ?? {}
    expect(sent).toEqual(read)
    expect(networks?.map(({ Target }) => Target)).toEqual(['shop_default'])
    expect(change.object.spec.EndpointSpec).toEqual(live?.spec.EndpointSpec)
  })

  it('that would restart holds everything and shows what would happen', () => {
    const held = plan(changed, unmanaged, planContext())
    expect(planLines(held)).toEqual([
      'hold config shop_conf (unmanaged)',
      'hold service shop_web (unmanaged)',
    ])
    expect(held.changes[1]).toMatchObject({
      reason: expect.stringContaining('Env[A] differs'),
      remedy: expect.stringContaining('adopt: true'),
      fields: expect.arrayContaining([
        { path: 'TaskTemplate.ContainerSpec.Env[A]', to: '(redacted)' },
      ]),
    })
    expect([isEmpty(held), isHeld(held)]).toEqual([true, true])
  })

  it('that would remove a service is held, even where the caller keeps what isn’t ours', () => {
    const less = desiredState({ configs: desired.configs, services: desired.services.slice(1) })
    expect(planLines(plan(less, unmanaged, planContext({ pruneUnlabelled: false })))).toEqual([
      'hold config shop_conf (unmanaged)',
      'hold service shop_web (unmanaged)',
      'hold service shop_task (unmanaged)',
    ])
  })

  it('keeps what bears no label and is named no more, until the file changes after it', () => {
    const left = {
      ...unmanaged,
      networks: [
        ...unmanaged.networks,
        ...unmanaged.networks.map((item) => ({ ...item, id: 'left', name: 'shop_left' })),
      ],
    }
    const keep = planContext({ pruneUnlabelled: false })
    const adopted = applyPlan(plan(desired, left, keep), left)
    const kept = plan(desired, adopted, keep)
    expect(kept.changes).toEqual([])
    expect(kept.warnings.map(({ code }) => code)).toEqual(['not-owned'])
    expect(planLines(plan(changed, adopted, planContext()))).toEqual([
      'update service shop_web (restarts)',
      'remove network shop_left (prune)',
    ])
  })

  it('that would scale down is held', () => {
    const scaled = {
      ...unmanaged,
      services: unmanaged.services.map((item) =>
        item.spec.Name === 'shop_web'
          ? { ...item, spec: { ...item.spec, Mode: { Replicated: { Replicas: 3 } } } }
          : item,
      ),
    }
    expect(planLines(plan(desired, scaled, planContext()))).toEqual([
      'hold config shop_conf (unmanaged)',
      'hold service shop_web (unmanaged)',
    ])
  })

  it('goes through although a network and a secret are left that no service uses', () => {
    const left = {
      ...unmanaged,
      networks: [
        ...unmanaged.networks,
        ...unmanaged.networks.map((item) => ({ ...item, id: 'left', name: 'shop_left' })),
      ],
      secrets: [
        { id: 's', version: 1, spec: { Name: 'shop_key', Labels: { [STACK_LABEL]: 'shop' } } },
      ],
    }
    expect(planLines(plan(desired, left, planContext({ pruneUnlabelled: false })))).toEqual([
      'update config shop_conf',
      'update service shop_web',
    ])
  })

  it('does not warn of a secret of the stack that its file calls external', () => {
    const key = {
      id: 's',
      version: 1,
      spec: { Name: 'shop_key', Labels: { [STACK_LABEL]: 'shop' } },
    }
    const live = { ...ours, secrets: [key] }
    const externals = { networks: [], secrets: ['shop_key'], configs: [] }
    expect(plan({ ...desired, externals }, live, planContext())).toMatchObject({
      changes: [],
      warnings: [],
    })
    expect(plan(desired, live, planContext()).warnings.map(({ code }) => code)).toEqual([
      'not-owned',
    ])
  })

  it('goes through where the policy says adopt', () => {
    const adoption = plan(changed, unmanaged, adopt)
    expect(planLines(adoption)).toEqual([
      'update config shop_conf',
      'update service shop_web (restarts)',
    ])
    expect(planLines(plan(changed, applyPlan(adoption, unmanaged), adopt))).toEqual([])
  })
})

describe('ownership', () => {
  it('of another repository holds the whole stack', () => {
    const theirs = relabel(ours, (labels) => ({ ...labels, [REPOSITORY_LABEL]: 'ffff' }))
    const held = plan(changed, theirs, adopt)
    expect(isEmpty(held)).toBe(true)
    expect(planLines(held)).toContain('hold service shop_web (owned-by-other-repository)')
  })

  it('of a name that belongs to no stack holds the whole stack', () => {
    const foreign = relabel(ours, (labels, name) => (name === 'shop_conf' ? {} : labels))
    const more = { ...changed, networks: [...changed.networks, networkSpec('shop', 'new')] }
    expect(planLines(plan(more, foreign, adopt))).toEqual([
      'hold config shop_conf (owned-by-other-repository)',
      'hold network shop_new (owned-by-other-repository)',
      'hold service shop_web (owned-by-other-repository)',
    ])
  })

  it('survives a deploy by the docker CLI, which wipes labels of services, secrets and configs', () => {
    const wiped = relabel(ours, (labels, name) =>
      name === 'shop_default' ? labels : withoutOurs(labels),
    )
    expect(planLines(plan(changed, wiped, planContext()))).toEqual([
      'update config shop_conf',
      'update service shop_web (restarts)',
    ])
  })

  it('never reaches an object of the namespace that somebody else put there', () => {
    const extra = serviceSpec('shop', 'extra')
    const guest = { ...ours.services[0], id: 'guest', spec: extra }
    const live = { ...ours, services: [...ours.services, guest] } as LiveState
    const result = plan(desired, live, planContext())
    expect(result.changes).toEqual([])
    expect(result.warnings.map(({ code }) => code)).toEqual(['not-owned'])
  })

  it('is found by stack, sorted', () => {
    expect(ownedStacks(ours, REPOSITORY)).toEqual(['shop'])
    expect(ownedStacks(unmanaged, REPOSITORY)).toEqual([])
  })
})

describe('planRemoval', () => {
  it('removes services, then configs, secrets and networks', () => {
    const removal = planRemoval('shop', ours, planContext().ownership)
    expect(planLines(removal)).toEqual([
      'remove service shop_task (prune)',
      'remove service shop_web (prune)',
      'remove config shop_conf (prune)',
      'remove network shop_default (prune)',
    ])
    const after = applyPlan(removal, ours)
    expect([after.services, after.networks, after.configs]).toEqual([[], [], []])
    expect(summarizeChanges(removal)[0]).toEqual({
      action: 'remove',
      kind: 'service',
      name: 'shop_task',
      restarts: false,
    })
  })

  it('removes an adopted stack with its networks and its job, which bear no label', () => {
    const adopted = relabel(ours, (labels, name) =>
      name === 'shop_web' ? labels : withoutOurs(labels),
    )
    const removal = planRemoval('shop', adopted, planContext().ownership)
    expect(planLines(removal)).toEqual([
      'remove service shop_task (prune)',
      'remove service shop_web (prune)',
      'remove network shop_default (prune)',
    ])
    expect(removal.warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('The config shop_conf'),
    ])
  })

  it("removes nothing of an unmanaged stack or of another repository's", () => {
    const theirs = relabel(ours, (labels) => ({ ...labels, [REPOSITORY_LABEL]: 'ffff' }))
    expect(planRemoval('shop', unmanaged, planContext().ownership).changes).toEqual([])
    expect(planRemoval('shop', theirs, planContext().ownership).changes).toEqual([])
  })

  it('leaves the networks of a stack in which another repository has a part', () => {
    const mixed = relabel(ours, (labels, name) =>
      name === 'shop_task'
        ? { ...labels, [REPOSITORY_LABEL]: 'ffff' }
        : name === 'shop_default'
          ? { [STACK_LABEL]: 'shop' }
          : labels,
    )
    expect(planLines(planRemoval('shop', mixed, planContext().ownership))).toEqual([
      'remove service shop_web (prune)',
      'remove config shop_conf (prune)',
    ])
  })
})
