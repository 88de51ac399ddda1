import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DeploymentDetails } from '@kesako/contract'
import { askEngine, git } from '../lab/index.ts'
import { composeFile, type TestService } from '../scenario/compose.ts'
import { eventually } from '../scenario/eventually.ts'
import { migration } from '../scenario/staged-files.ts'
import { openStage, type Stage } from '../scenario/stage.ts'

interface Failing {
  readonly name: string
  readonly service: TestService
  /** A word, or what matches several. */
  readonly code: unknown
  readonly reason: RegExp
  readonly policy?: string
  /** The service that runs before it is changed to the failing one. */
  readonly before?: TestService
  /** Lines after the services. */
  readonly top?: string
  /** The last lines of the failed task; none where it had no container, or a log driver that keeps nothing. */
  readonly log: readonly string[]
}

const SAID = ['failing on purpose']

const NEVER_HEALTHY =
  'healthcheck:\n  test: ["CMD", "healthy-after", "never"]\n  interval: 500ms\n  timeout: 1s\n  retries: 1'

/** A host port that a container of no service has. */
const TAKEN = 18_099

// A busy engine sees only after a while that a program has ended.
const WATCHED = 'update_config:\n  monitor: 20s'
const UPDATE = (action: string) => `update_config:\n  monitor: 15s\n  failure_action: ${action}`

const STATEFUL = {
  more: 'volumes:\n  - state:/state',
  deploy: `${UPDATE('rollback')}\nrollback_config:\n  monitor: 15s\n  failure_action: pause`,
}

const CASES: readonly Failing[] = [
  {
    name: 'image',
    service: { image: 'kesako-lab:nowhere' },
    code: 'image-missing',
    reason: /a.*No such image: kesako-lab:nowhere/,
    log: [],
  },
  {
    name: 'exits',
    // It stays for the tests after the rows, and shall not crash all that time.
    service: {
      command: ['fail', '3'],
      deploy: `${WATCHED}\nrestart_policy:\n  delay: 300ms\n  max_attempts: 4`,
    },
    code: 'crash-loop',
    reason: /a.*non-zero exit \(3\)/,
    log: SAID,
  },
  {
    name: 'unhealthy',
    service: { command: ['sh', '-c', 'echo awake; exec stubborn'], more: NEVER_HEALTHY },
    code: 'unhealthy',
    reason: /a.*unhealthy container/,
    log: ['awake'],
  },
  {
    name: 'unhealthy-and-polite',
    service: { command: ['work'], more: NEVER_HEALTHY },
    code: 'unhealthy',
    reason: /a.*exit code 0.*healthcheck/,
    log: [],
  },
  {
    name: 'nowhere',
    service: { deploy: 'placement:\n  constraints: ["node.labels.disk == ssd"]' },
    code: 'no-suitable-node',
    reason: /a.*no suitable node/,
    policy: '{"deadline": "5s"}',
    log: [],
  },
  {
    name: 'port',
    service: {
      command: ['serve'],
      more: `ports:\n  - {target: 8080, published: ${TAKEN}, mode: host}`,
    },
    code: 'port-taken',
    reason: /a.*(?:port is already allocated|address already in use)/,
    log: [],
  },
  {
    name: 'memory',
    service: {
      command: ['sh', '-c', 'echo eating; tail /dev/zero'],
      deploy: `${WATCHED}\nresources:\n  limits:\n    memory: 16M`,
    },
    code: 'out-of-memory',
    reason: /a.*\(137\).*its memory limit of 16 MiB/,
    log: ['eating'],
  },
  {
    name: 'job',
    service: migration(['fail', '7']),
    code: 'job-failed',
    reason: /a: the job ended with "task: non-zero exit \(7\)".*isn't tried again/,
    log: SAID,
  },
  {
    name: 'once',
    service: { command: ['fail', '8'], deploy: `${WATCHED}\nrestart_policy:\n  condition: none` },
    code: 'task-failed',
    reason: /a.*\(8\).*its restart policy doesn't start it again/,
    log: SAID,
  },
  {
    name: 'slow',
    service: {
      command: ['sh', '-c', 'printf "\\033[31mwarming\\033[0m up\\n"; exec work'],
      more: `${NEVER_HEALTHY}\n  start_period: 1h`,
    },
    code: 'no-progress',
    reason: /^No progress for \d+ s: Service slow_a: 0 of 1 task runs/,
    policy: '{"deadline": "20s"}',
    log: ['warming up'],
  },
  {
    name: 'mute',
    service: { command: ['fail'], deploy: WATCHED, more: 'logging:\n  driver: none' },
    code: 'crash-loop',
    reason: /a.*non-zero exit \(1\)/,
    log: [],
  },
  {
    name: 'paused',
    before: { deploy: UPDATE('pause') },
    service: { command: ['fail', '4'], deploy: UPDATE('pause') },
    code: 'update-paused',
    reason: /a: the swarm paused its update.*non-zero exit \(4\)/,
    log: SAID,
  },
  {
    name: 'no-way-back',
    before: {
      command: ['sh', '-c', '[ ! -e /state/spoilt ] || exec fail 5; exec work'],
      ...STATEFUL,
    },
    service: { command: ['sh', '-c', 'touch /state/spoilt; exec fail 6'], ...STATEFUL },
    top: 'volumes:\n  state: {}',
    // A busy swarm may call the roll back completed a moment before the old spec fails in its turn.
    code: expect.stringMatching(/^(?:rollback-paused|rolled-back)$/),
    reason:
      /a: the swarm (?:began to take its update back and paused|took its update back).*non-zero exit \([56]\)/,
    log: SAID,
  },
]

/** Three tasks in a row, each with the start and the end of a container, on a busy machine. */
const PATIENCE_MS = 240_000

/** Stacks that other tests look at. */
const USED_LATER = new Set(['exits', 'image'])

vi.setConfig({ testTimeout: 2 * PATIENCE_MS })

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  const { Id } = await askEngine<{ readonly Id: string }>(
    stage.engine.host,
    'POST',
    '/containers/create',
    {
      Image: 'kesako-lab:1',
      Cmd: ['serve'],
      ExposedPorts: { '8080/tcp': {} },
      HostConfig: { PortBindings: { '8080/tcp': [{ HostPort: String(TAKEN) }] } },
    },
  )
  await askEngine(stage.engine.host, 'POST', `/containers/${Id}/start`)
})
afterAll(() => stage?.[Symbol.asyncDispose]())

describe('a service that can’t run', () => {
  it.each(CASES)(
    '($name) ends as failed with the task’s own reason in one sentence, and its last lines',
    async ({ name, service, code, reason, policy, before, top, log }) => {
      const { kesako, clone } = stage
      if (before !== undefined) await runsFirst(name, composeFile({ a: before }, top))
      const revision = await clone.push({
        [`docker-compose-${name}.yml`]: composeFile({ a: service }, top),
        ...(policy === undefined ? {} : { [`stack-${name}.json`]: policy }),
      })
      const deployment = await kesako.ended(name, revision, PATIENCE_MS)
      expect(deployment.end).toMatchObject({ outcome: 'failed', code })
      expect(deployment.end?.reason).toMatch(reason)
      expect(deployment.end?.reason).not.toContain('\n')
      const view = await kesako.stack(name)
      expect(view.health).not.toBe('healthy')
      const tasks = await failedTasks(deployment.id)
      expect(tasks).toMatchObject([
        {
          service: `${name}_a`,
          name: expect.stringMatching(new RegExp(`^${name}_a\\.[01]$`)),
          log,
          ...(code === 'no-suitable-node' ? {} : { node: stage.engine.name }),
        },
      ])
      const id = /, id (\w{12})/.exec(deployment.end?.reason ?? '')?.[1] ?? ''
      expect(tasks[0]?.id.startsWith(id)).toBe(true)
      expect(id === '').toBe(code === 'no-progress')
      // What crashes again and again would slow down the rows after it.
      if (!USED_LATER.has(name)) {
        await clone.push({ [`docker-compose-${name}.yml`]: null, [`stack-${name}.json`]: null })
      }
    },
  )

  it('writes no line of a log into the journal, the state folder or its own log', async () => {
    const { kesako } = stage
    const journal = await git(join(kesako.dataFolder, 'stacks.git'), [
      'log',
      '--all',
      '--format=%B',
      '--patch',
      '--',
      ':!*.yml',
    ])
    const state = join(kesako.dataFolder, 'state')
    const files = await readdir(state)
    const kept = await Promise.all(files.map((file) => readFile(join(state, file), 'utf8')))
    const all = [journal, kesako.output(), ...kept].join('\n')
    expect(all).toContain('crash-loop')
    for (const line of [...SAID, 'eating', 'warming']) expect(all).not.toContain(line)
  })

  it('is not tried again for the same inputs, and is by a sync', async () => {
    const { kesako, clone } = stage
    const count = (await kesako.deployments('exits')).length
    const revision = await clone.push({ 'README.md': 'about\n' })
    await kesako.api('POST', '/stacks/image/sync?wait=true')
    expect((await kesako.stacks()).revision).toBe(revision)
    expect((await kesako.deployments('exits')).length).toBe(count)
    await kesako.api('POST', '/stacks/exits/sync?wait=true')
    const [again, earlier] = await kesako.deployments('exits')
    expect((await kesako.deployments('exits')).length).toBe(count + 1)
    expect(await failedTasks(again?.id)).toMatchObject([{ log: SAID }])
    expect(await failedTasks(earlier?.id)).toEqual([])
  })

  it('is a failure when the swarm rolls it back, and that isn’t repeated', async () => {
    const { kesako, clone } = stage
    const update = UPDATE('rollback')
    const good = await clone.push({
      'docker-compose-rolled.yml': composeFile({ a: { deploy: update } }),
    })
    expect((await kesako.ended('rolled', good)).end?.outcome).toBe('deployed')
    const bad = await clone.push({
      'docker-compose-rolled.yml': composeFile({ a: { command: ['fail'], deploy: update } }),
    })
    const deployment = await kesako.ended('rolled', bad)
    expect(deployment.end).toMatchObject({ outcome: 'failed', code: 'rolled-back' })
    const next = await clone.push({ 'README.md': 'about us\n' })
    await kesako.api('POST', '/stacks/image/sync?wait=true')
    expect((await kesako.stacks()).revision).toBe(next)
    expect(await kesako.deployments('rolled')).toHaveLength(2)
    await eventually('the old spec runs again', async () => {
      const { health } = await kesako.stack('rolled')
      return health === 'healthy'
    })
  })
})

async function runsFirst(name: string, file: string): Promise<void> {
  const { kesako, clone } = stage
  const revision = await clone.push({ [`docker-compose-${name}.yml`]: file })
  const { end } = await kesako.ended(name, revision, PATIENCE_MS)
  if (end?.outcome !== 'deployed') throw new Error(`${name}: ${end?.reason}`)
}

async function failedTasks(id = ''): Promise<NonNullable<DeploymentDetails['failedTasks']>> {
  const details: DeploymentDetails = (await stage.kesako.api('GET', `/deployments/${id}`)).body
  return details.failedTasks ?? []
}
