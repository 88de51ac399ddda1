import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { LiveService, LiveTask } from '../live/live-state.ts'
import { failureCode } from './failure.ts'
import { waitsForImage } from './waits-for-image.ts'

interface Moment {
  readonly service: LiveService
  readonly tasks: readonly LiveTask[]
}

/** Recorded on engine 20.10.24. */
function timeline(name: string): readonly Moment[] {
  const path = new URL(`testdata/${name}/timeline.json`, import.meta.url)
  // Fixtures are recorded in this form.
  return JSON.parse(readFileSync(path, 'utf8')) as readonly Moment[]
}

function last(name: string): Moment {
  const moment = timeline(name).at(-1)
  if (moment === undefined) throw new Error(`${name} is empty`)
  return moment
}

it('a service whose image no node gets waits for it', () => {
  const { service, tasks } = last('bad-image')
  expect(waitsForImage(service, tasks)).toBe(true)
  const other = tasks.map((task) => ({ ...task, serviceId: 'other' }))
  expect(waitsForImage(service, other)).toBe(false)
})

it('until it is updated: nothing was tried since', () => {
  const { service, tasks } = last('bad-image')
  const updatedAt = '2999-01-01T00:00:00Z'
  expect(waitsForImage({ ...service, updatedAt }, tasks)).toBe(false)
})

it('also once the swarm has noted that it paused the update', () => {
  const { service, tasks } = last('bad-image')
  const updateStatus = { state: 'paused', message: '', startedAt: service.updatedAt } as const
  const updatedAt = '2999-01-01T00:00:00Z'
  expect(waitsForImage({ ...service, updatedAt, updateStatus }, tasks)).toBe(true)
})

it.each(['crash-loop', 'host-port-in-use', 'global', 'job-completes', 'label-only'])(
  'a service that fails or runs otherwise doesn’t: %s',
  (name) => {
    const waits = timeline(name).map(({ service, tasks }) => waitsForImage(service, tasks))
    expect(waits).not.toContain(true)
  },
)

it.each([
  ['No such image: registry.example.org/web:1', 'image-missing'],
  ['manifest unknown: manifest unknown', 'image-missing'],
  [
    "pull access denied for web, repository does not exist or may require 'docker login'",
    'image-access-denied',
  ],
  [
    'Head "https://r.example.org/v2/web/manifests/1": no basic auth credentials',
    'image-access-denied',
  ],
  ['unauthorized: authentication required', 'image-access-denied'],
])('%s means %s', (error, code) => {
  const { service, tasks } = last('bad-image')
  const [task] = tasks
  if (task === undefined) throw new Error('no task')
  expect(failureCode({ ...task, error }, service)).toBe(code)
})
