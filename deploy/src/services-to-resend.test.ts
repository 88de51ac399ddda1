import type { DesiredState, LiveService, LiveState, LiveTask } from '@kesako/core'
import type { RegistryCredentials } from '@kesako/engine'
import { expect, it } from 'vitest'
import { servicesToResend } from './services-to-resend.ts'

const UPDATED = '2026-11-23T10:00:00Z'
const LATER = '2026-11-23T10:00:05Z'

function credentials(savedAt?: string): RegistryCredentials {
  return {
    find: (registry) => Promise.resolve(registry === 'r.io' ? { username: 'ana' } : undefined),
    savedAt: () => (savedAt === undefined ? undefined : Date.parse(savedAt)),
  }
}

/** One service with one task, as far as anybody looks at them here. */
function live(image: string, task: Partial<LiveTask>): LiveState {
  const spec = {
    Name: 'shop_web',
    Mode: { Replicated: { Replicas: 1 } },
    TaskTemplate: { ContainerSpec: { Image: image } },
  }
  const service = { id: 's', updatedAt: UPDATED, spec } as LiveService
  const own = { serviceId: 's', slot: 1, createdAt: LATER, timestamp: LATER, error: '', ...task }
  return {
    services: [service],
    tasks: [own as LiveTask],
    nodes: [],
    networks: [],
    secrets: [],
    configs: [],
  }
}

const desired = { stack: 'shop', services: [{ Name: 'shop_web' }] } as unknown as DesiredState // names are all that is read
const refused = {
  state: 'rejected',
  desiredState: 'shutdown',
  error: 'No such image: r.io/web:1',
} as const
const running = { state: 'running', desiredState: 'running' } as const

it.each([
  { says: 'one that waits for its image', task: refused, is: ['shop_web'] },
  { says: 'none that runs', task: running, is: [] },
  {
    says: 'none that fails otherwise',
    task: { ...refused, state: 'failed', error: 'task: non-zero exit (1)' } as const,
    is: [],
  },
  { says: 'none without credentials', task: refused, image: 's.io/web:1', is: [] },
  {
    says: 'none that was written since: nothing was tried with that yet',
    task: { ...refused, createdAt: '2026-11-23T09:59:59Z' },
    is: [],
  },
])('in a deployment: $says', async ({ task, image = 'r.io/web:1', is }) => {
  const context = { credentials: credentials() }
  const found = await servicesToResend(context, desired, live(image, task), false)
  expect([...found]).toEqual(is.map((name) => [name, 'image']))
})

it.each([
  { says: 'saved after the service was written', savedAt: LATER, is: ['shop_web'] },
  { says: 'saved before', savedAt: '2026-11-23T09:00:00Z', is: [] },
  { says: 'of which nobody knows when they were saved', savedAt: undefined, is: [] },
])('where nobody asked, credentials count that were $says', async ({ savedAt, is }) => {
  const context = { credentials: credentials(savedAt) }
  const state = live('r.io/web:1', refused)
  const found = await servicesToResend(context, desired, state, true)
  expect([...found]).toEqual(is.map((name) => [name, 'image']))
})

it.each(['paused', 'rollback_paused'] as const)(
  'one whose update is %s is written to in a deployment, and is no difference',
  async (state) => {
    const swarm = live('r.io/web:1', running)
    const services = swarm.services.map((one) => ({ ...one, updateStatus: { state, message: '' } }))
    const find = (unasked: boolean) =>
      servicesToResend({ credentials: credentials() }, desired, { ...swarm, services }, unasked)
    expect([...(await find(false))]).toEqual([['shop_web', 'paused']])
    expect([...(await find(true))]).toEqual([])
  },
)

it('services of other stacks don’t count', async () => {
  const other = { stack: 'blog', services: [{ Name: 'blog_web' }] } as unknown as DesiredState // as above
  const state = live('r.io/web:1', refused)
  expect((await servicesToResend({ credentials: credentials() }, other, state, false)).size).toBe(0)
})
