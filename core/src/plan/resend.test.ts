import { expect, it } from 'vitest'
import { plan } from './plan.ts'
import { planContext } from './test-swarm/context.ts'
import { byHand, OTHER_INPUTS, running, stack } from './test-swarm/plan-case.ts'

const web = stack({ web: {}, api: {} })
const resend = new Map([['shop_web', 'image']] as const)

it('a service that waits for its image is written although nothing differs, as it was read', () => {
  const live = running(web)
  const { changes } = plan(web, live, planContext({ resend }))
  expect(changes).toEqual([
    {
      action: 'update',
      ref: { kind: 'service', name: 'shop_web' },
      id: expect.any(String),
      version: expect.any(Number),
      reason:
        'A node could not get its image; the credentials for its registry are sent again, as they are now.',
      object: { kind: 'service', spec: expect.objectContaining({ Name: 'shop_web' }) },
      fields: [],
      restart: { restarts: false, because: 'what changes is not part of the task' },
    },
  ])
})

it('so is one whose labels alone differ while its update is paused', () => {
  const live = byHand(running(web), 'shop_web', () => ({
    updateStatus: { state: 'paused', message: '' },
  }))
  const names = (more: object): readonly string[] =>
    plan(web, live, planContext({ ...OTHER_INPUTS, ...more })).changes.map(({ ref }) => ref.name)
  expect(names({})).toEqual(['shop_api'])
  expect(names({ resend })).toEqual(['shop_api', 'shop_web'])
})

it('one whose update is paused is sent its spec again, which replaces its tasks', () => {
  const live = byHand(running(web), 'shop_web', () => ({
    updateStatus: { state: 'paused', message: '' },
  }))
  const [change] = plan(
    web,
    live,
    planContext({ resend: new Map([['shop_web', 'paused']]) }),
  ).changes
  expect(change).toMatchObject({
    reason: 'The swarm paused its update; the same spec is sent again, so that the swarm goes on.',
    restart: { restarts: true },
  })
})

it('what differs otherwise keeps its own reason, and what belongs to others is not touched', () => {
  const desired = stack({ web: { env: ['A=2'] }, api: {} })
  const [change] = plan(desired, running(web), planContext({ resend })).changes
  expect(change?.reason).toBe('TaskTemplate.ContainerSpec.Env[A] differs.')
  const ownership = { repository: 'f00dcafe', inputsDigest: 'inputs-1' }
  const held = plan(web, running(web), planContext({ ownership, resend }))
  expect(held.changes.every(({ action }) => action === 'hold')).toBe(true)
})
