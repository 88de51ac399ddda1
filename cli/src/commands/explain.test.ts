import { expect, it } from 'vitest'
import { run } from '../run.ts'
import type { World } from '../world.ts'

async function explain(...args: readonly string[]) {
  const out: string[] = []
  const error: string[] = []
  const sink = (lines: string[]) => ({
    write: (text: string) => void lines.push(text),
    isTerminal: false,
  })
  const world: World = {
    environment: {},
    workingDirectory: '/',
    home: '/',
    stdin: (async function* () {})(),
    stdout: sink(out),
    stderr: sink(error),
    signal: new AbortController().signal,
    processId: 0,
    now: () => 0,
    monotonic: () => 0,
    randomHex: () => '',
    installation: '/',
    version: '',
  }
  const code = await run(world, ['explain', ...args])
  return { code, out: out.join(''), error: error.join('') }
}

it('explains a key with its values, an example and nothing else', async () => {
  expect(await explain('services.deploy.update_config.order')).toEqual({
    code: 0,
    out: `services.*.deploy.update_config.order: one of a few words, since version 3.4

Whether the old task stops before the new one starts. Default stop-first.

Values:
  start-first  The new task starts first, so that both run for a moment.
  stop-first   The old task stops first; needed where both would want the same port or volume.

Example:
  order: start-first
`,
    error: '',
  })
})

it('lists the keys below a key', async () => {
  const { out } = await explain('services.web.deploy.resources.limits')
  expect(out).toMatch(/^ {2}memory {2}The most memory/m)
  expect((await explain()).out).toContain('\n  services  ')
})

it('says what to write in place of a key that a swarm ignores', async () => {
  const { out } = await explain('services.privileged')
  expect(out).toContain('no task has all privileges. Use cap_add for the capabilities')
})

it('prints JSON', async () => {
  const { out } = await explain('x-kesako.resolveImage', '--json')
  expect(JSON.parse(out)).toMatchObject({
    path: 'x-kesako.resolveImage',
    since: '3.0',
    values: { never: 'Never: each node pulls what the tag means to it.' },
    keys: [],
  })
})

it.each([
  ['services.deploy.replica', 'Did you mean services.deploy.replicas?'],
  ['services.web.extends', 'Use a YAML anchor and a merge key (<<: *name) instead.'],
  ['services.profiles', 'Put optional services into a stack of their own.'],
  ['include', 'Put everything into this file, or make it a stack of its own.'],
  ['qqqqqqqq', 'See the keys there: kesako explain'],
  ['services.deploy.qqqqqqqq', 'See the keys there: kesako explain services.deploy'],
])('refuses %s with a remedy', async (key, remedy) => {
  const { code, out, error } = await explain(key)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(error).toBe(`error: A Compose file of a swarm stack has no key "${key}".\n    ${remedy}\n`)
})
