import { describe, expect, it } from 'vitest'
import type { IgnorableField } from '../ignored-field.ts'
import { IGNORABLE_FIELDS } from '../ignored-field.ts'
import { IMAGE_LABEL } from '../labels.ts'
import type { LiveState } from '../live/live-state.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import { imagesToResolve } from './images-to-resolve.ts'
import { plan } from './plan.ts'
import type { PlanContext } from './plan-types.ts'
import { renderPlan } from './render-plan.ts'
import { EMPTY_SWARM, applyPlan } from './test-swarm/apply-plan.ts'
import { planContext } from './test-swarm/context.ts'
import { byHand, policy, running, stack, template } from './test-swarm/plan-case.ts'
import { planLines } from './test-swarm/plan-lines.ts'

type Container = ServiceSpec['TaskTemplate']['ContainerSpec']

function container(spec: ServiceSpec, more: Partial<Container>): ServiceSpec {
  const { ContainerSpec } = spec.TaskTemplate
  return template(spec, { ContainerSpec: { ...ContainerSpec, ...more } })
}

const update = { Parallelism: 3, FailureAction: 'pause', MaxFailureRatio: 0, Order: 'start-first' }

/** What another hand does to a service, by the field that is left to it. */
const hands: Readonly<Record<IgnorableField, (spec: ServiceSpec) => ServiceSpec>> = {
  command: (spec) => container(spec, { Args: ['other'] }),
  'deploy.labels': (spec) => ({ ...spec, Labels: { ...spec.Labels, by: 'hand' } }),
  'deploy.placement': (spec) => {
    const Constraints = ['node.role == manager']
    return template(spec, { Placement: { Constraints, MaxReplicas: 2 } })
  },
  'deploy.replicas': (spec) => ({ ...spec, Mode: { Replicated: { Replicas: 4 } } }),
  'deploy.resources': (spec) =>
    template(spec, { Resources: { Limits: { NanoCPUs: 5e8 }, Reservations: {} } }),
  'deploy.restart_policy': (spec) =>
    template(spec, { RestartPolicy: { Condition: 'none', MaxAttempts: 0 } }),
  'deploy.rollback_config': (spec) => ({ ...spec, RollbackConfig: update }),
  'deploy.update_config': (spec) => ({ ...spec, UpdateConfig: update }),
  environment: (spec) => container(spec, { Env: ['BY=hand'] }),
  image: (spec) => {
    const Placement = { Platforms: [{ Architecture: 'amd64', OS: 'linux' }] }
    const changed = template(container(spec, { Image: 'web:9' }), { Placement })
    return { ...changed, Labels: { ...spec.Labels, [IMAGE_LABEL]: 'web:9' } }
  },
  labels: (spec) =>
    container(spec, { Labels: { ...spec.TaskTemplate.ContainerSpec.Labels, by: 'hand' } }),
  ports: (spec) => {
    const port = { TargetPort: 80, PublishedPort: 8080, Protocol: 'tcp', PublishMode: 'ingress' }
    return { ...spec, EndpointSpec: { ...spec.EndpointSpec, Ports: [port] } }
  },
}

const web = { args: ['serve'], env: ['A=1'], labels: { tier: 'front' } } as const
const asked = stack({ web })

function changed(field: IgnorableField): LiveState {
  return byHand(running(asked), 'shop_web', ({ spec }) => ({ spec: hands[field](spec) }))
}

function ignoring(field: IgnorableField, service?: string): PlanContext {
  const ignored = service === undefined ? { field } : { service, field }
  return planContext(policy({ ignore: [ignored] }))
}

describe.each(IGNORABLE_FIELDS)('%s left to others', (field) => {
  const live = changed(field)

  it('would be a difference otherwise', () => {
    expect(plan(asked, live, planContext()).changes).toHaveLength(1)
    expect(plan(asked, live, ignoring(field, 'other')).changes).toHaveLength(1)
  })

  it.each(['web', undefined])('comes to no change, and is said (service: %s)', (service) => {
    const made = plan(asked, live, ignoring(field, service))
    expect(planLines(made)).toEqual([])
    expect(made.ignored?.map((one) => [one.service, one.field])).toEqual([['shop_web', field]])
    expect(made.ignored?.[0]?.fields.length).toBeGreaterThan(0)
  })

  it('is kept by an update for another reason, after which the plan is empty', () => {
    const more = stack({ web: { ...web, volumes: ['data'] } })
    const made = plan(more, live, ignoring(field))
    expect(planLines(made)).toEqual(['update service shop_web (restarts)'])
    const after = applyPlan(made, live)
    const spec = after.services[0]?.spec
    expect(spec && hands[field](spec)).toEqual(spec)
    expect(planLines(plan(more, after, ignoring(field)))).toEqual([])
  })

  it('takes its value from the file where the service is new', () => {
    const made = plan(asked, EMPTY_SWARM, ignoring(field))
    expect(made).toEqual(plan(asked, EMPTY_SWARM, planContext()))
  })
})

describe('fields left to others', () => {
  it('are said with what runs and what the file says', () => {
    const context = planContext(
      policy({ ignore: [{ field: 'deploy.replicas' }, { service: 'web', field: 'ports' }] }),
    )
    expect(renderPlan(plan(asked, changed('deploy.replicas'), context))).toBe(
      [
        'Stack shop: nothing to do.',
        '',
        'left to others: deploy.replicas of shop_web',
        '    Mode.Replicated.Replicas: 4 stays, the file says 1',
        '',
        'left to others: ports of shop_web, which is as the file says',
        '',
      ].join('\n'),
    )
  })

  it('keep the labels of Docker and of Kesako as they are asked for', () => {
    const live = byHand(running(asked), 'shop_web', ({ spec }) => ({
      spec: { ...spec, Labels: { ...spec.Labels, 'io.kesako.inputs': 'older', by: 'hand' } },
    }))
    const made = plan(asked, live, ignoring('deploy.labels'))
    const fields = made.changes.flatMap((change) => ('fields' in change ? change.fields : []))
    expect(fields.map(({ path }) => path)).toEqual(['Labels[io.kesako.inputs]'])
  })

  it('do not keep a number of replicas over a change of mode', () => {
    const global = stack({ web: { ...web, mode: { Global: {} } } })
    const made = plan(global, changed('deploy.replicas'), ignoring('deploy.replicas'))
    expect(planLines(made)).toEqual(['hold service shop_web (service-mode-changed)'])
  })

  it('ask no registry for an image that is one of them, once the service runs', () => {
    const other = stack({ web: { ...web, image: 'web:2' } })
    const ignore = [{ field: 'image' }] as const
    expect(imagesToResolve(other, running(asked), 'always', ignore)).toEqual([])
    expect(imagesToResolve(other, running(asked), 'always')).toEqual(['web:2'])
    expect(imagesToResolve(other, EMPTY_SWARM, 'changed', ignore)).toEqual(['web:2'])
  })
})
