import { describe, expect, it } from 'vitest'
import type { LiveService, LiveState } from '../live/live-state.ts'
import { imagesToResolve } from './images-to-resolve.ts'
import { plan } from './plan.ts'
import type { ResolvedImage } from './plan-types.ts'
import { pinImage } from './pin-image.ts'
import { EMPTY_SWARM, applyPlan } from './test-swarm/apply-plan.ts'
import { planContext } from './test-swarm/context.ts'
import { planLines } from './test-swarm/plan-lines.ts'
import { desiredState, serviceSpec } from './test-swarm/specs.ts'

const platforms = [{ Architecture: 'amd64', OS: 'linux' }]
const first: ResolvedImage = { reference: 'web:1@sha256:aaaa', platforms }
const second: ResolvedImage = { reference: 'web:1@sha256:bbbb', platforms }
const desired = desiredState({ services: [serviceSpec('shop', 'web')] })

function runningWith(image: ResolvedImage | undefined): LiveState {
  const images = new Map(image === undefined ? [] : [['web:1', image]])
  return applyPlan(plan(desired, EMPTY_SWARM, planContext({ images })), EMPTY_SWARM)
}

function only(live: LiveState): LiveService {
  const [service] = live.services
  if (service === undefined) throw new Error('no service')
  return service
}

function pinned(live: LiveState, image: ResolvedImage | undefined): readonly unknown[] {
  const images = new Map(image === undefined ? [] : [['web:1', image]])
  const spec = pinImage(serviceSpec('shop', 'web'), only(live), images)
  return [spec.TaskTemplate.ContainerSpec.Image, spec.TaskTemplate.Placement.Platforms]
}

describe('pinImage', () => {
  it('keeps the live digest and platforms of an unchanged image', () => {
    expect(pinned(runningWith(first), undefined)).toEqual(['web:1@sha256:aaaa', platforms])
  })

  it('keeps what runs of a service that nobody owns yet, whatever its label says', () => {
    const service = only(runningWith(first))
    const Labels = { 'com.docker.stack.image': 'web:0' }
    const byHand: LiveService = { ...service, spec: { ...service.spec, Labels } }
    const spec = pinImage(serviceSpec('shop', 'web'), byHand, new Map())
    expect(spec.TaskTemplate.ContainerSpec.Image).toBe('web:1@sha256:aaaa')
    const live = { ...EMPTY_SWARM, services: [byHand] }
    expect(imagesToResolve(desired, live, 'changed')).toEqual([])
    const owned = { ...Labels, 'io.kesako.repository': 'r' }
    const ours = { ...byHand, spec: { ...byHand.spec, Labels: owned } }
    expect(imagesToResolve(desired, { ...live, services: [ours] }, 'changed')).toEqual(['web:1'])
  })

  it('takes the new digest where the registry was asked again', () => {
    expect(pinned(runningWith(first), second)).toEqual(['web:1@sha256:bbbb', platforms])
  })

  it('leaves a service alone whose image another one asks for anew', () => {
    const both = desiredState({
      services: [serviceSpec('shop', 'web'), serviceSpec('shop', 'worker')],
    })
    const images = new Map([['web:1', second]])
    expect(planLines(plan(both, runningWith(first), planContext({ images })))).toEqual([
      'create service shop_worker',
    ])
    const policy = { ...planContext().policy, resolveImage: 'always' } as const
    expect(planLines(plan(both, runningWith(first), planContext({ images, policy })))).toEqual([
      'update service shop_web (restarts)',
      'create service shop_worker',
    ])
  })

  it('keeps platforms of the live service when the registry answers the same digest', () => {
    const answer = { ...first, platforms: [] }
    expect(pinned(runningWith(first), answer)).toEqual(['web:1@sha256:aaaa', platforms])
  })

  it('leaves the tag where nobody resolved it', () => {
    expect(pinned(runningWith(undefined), undefined)).toEqual(['web:1', undefined])
  })

  it('sees an image that was changed by hand although the label stayed', () => {
    const live = runningWith(first)
    const service = only(live)
    const edited = {
      ...service,
      spec: {
        ...service.spec,
        TaskTemplate: {
          ...service.spec.TaskTemplate,
          ContainerSpec: { ...service.spec.TaskTemplate.ContainerSpec, Image: 'web:2@sha256:cc' },
        },
      },
    }
    expect(planLines(plan(desired, { ...live, services: [edited] }, planContext()))).toEqual([
      'update service shop_web (restarts)',
    ])
  })
})

describe('imagesToResolve', () => {
  const two = desiredState({
    services: [
      serviceSpec('shop', 'api', { image: 'api:1' }),
      serviceSpec('shop', 'web'),
      serviceSpec('shop', 'web2'),
    ],
  })
  const id = desiredState({ services: [serviceSpec('shop', 'x', { image: 'a'.repeat(64) })] })

  it.each([
    ['changed asks for what no live service runs, once each', two, 'changed', ['api:1', 'web:1']],
    ['changed asks nothing for what runs already', desired, 'changed', []],
    ['always asks for everything', desired, 'always', ['web:1']],
    ['never asks nothing', two, 'never', []],
    ['an image id has no registry', id, 'always', []],
  ] as const)('%s', (_, wanted, mode, expected) => {
    expect(imagesToResolve(wanted, runningWith(first), mode)).toEqual(expected)
  })
})
