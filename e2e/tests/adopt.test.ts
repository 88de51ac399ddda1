import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askEngine, runProgram } from '../lab/index.ts'
import { findCli } from '../oracle/find-cli.ts'
import { eventually } from '../scenario/eventually.ts'
import { runKesako } from '../scenario/run-kesako.ts'
import { cloneStacks, type StacksClone } from '../scenario/stacks-clone.ts'
import { openStage, type Stage } from '../scenario/stage.ts'
import { type SwarmView, swarmView } from '../scenario/swarm-view.ts'

const cli = await findCli(process.env)
const skipped = 'refusal' in cli ? ` (skipped: ${cli.refusal})` : ''

const SHOP = `
services:
  web:
    image: kesako-lab:1
    command: ["serve", "8080"]
    environment: { LEVEL: "a$$b", COUNT: 4 }
    ports: ["18080:8080", "19090:9090/udp"]
    networks: { front: { aliases: [shop] }, back: }
    configs: [{ source: page, target: /www/index.html, mode: 0440 }]
    secrets: [key]
    volumes: ["data:/data", "/tmp:/host:ro"]
    healthcheck: { test: ["CMD", "true"], interval: 1s }
    stop_grace_period: 1s
    deploy:
      replicas: 2
      labels: { team: shop }
      resources: { limits: { cpus: "0.5", memory: 64M } }
      restart_policy: { condition: on-failure, delay: 1s }
      update_config: { order: start-first, monitor: 1s }
  agent:
    image: kesako-lab:1
    command: work
    stop_grace_period: 1s
    ports: [{ target: 9091, published: 19091, mode: host }]
    deploy: { mode: global }
networks:
  front: { attachable: true }
  back: { internal: true, ipam: { config: [{ subnet: 172.31.200.0/24 }] } }
volumes:
  data: { labels: { backup: daily } }
configs:
  page: { file: page.html }
secrets:
  key: { file: key.txt }
`

const JOBS = `
services:
  migrate:
    image: kesako-lab:1
    command: ["echo", "done"]
    deploy: { mode: replicated-job, replicas: 2 }
  worker:
    image: kesako-lab:1
    command: work
    stop_grace_period: 1s
`

const ONE = `
services:
  a:
    image: kesako-lab:1
    command: work
    stop_grace_period: 1s
`

let stage: Stage
let source: StacksClone
let before: Facts

interface Facts {
  readonly view: SwarmView
  /** Every task that ever was, by id, of services that are there. */
  readonly all: readonly string[]
}

async function facts(): Promise<Facts> {
  const tasks = await askEngine<readonly { readonly ID: string }[]>(
    stage.engine.host,
    'GET',
    '/tasks',
  )
  return { view: await swarmView(stage.engine.host), all: tasks.map(({ ID }) => ID).toSorted() }
}

function docker(args: readonly string[], cwd = source.folder): Promise<string> {
  return runProgram('docker', args, {
    cwd,
    env: { PATH: process.env['PATH'], DOCKER_HOST: stage.engine.host, HOME: '/nonexistent' },
  })
}

const deploy = (stack: string, file: string, cwd?: string): Promise<string> =>
  docker(['stack', 'deploy', '--resolve-image=never', '-c', file, stack], cwd)

const adopt = (...args: readonly string[]) =>
  runKesako(['adopt', ...args], { environment: { KESAKO_DATA: stage.kesako.dataFolder } })

/** Until so many tasks of the service are in that state. */
async function tasksIn(service: string, state: string, count: number): Promise<void> {
  await eventually(`${count} tasks of ${service} are ${state}`, async () => {
    const filters = encodeURIComponent(JSON.stringify({ service: [service] }))
    const tasks = await askEngine<
      readonly { readonly DesiredState: string; readonly Status: { readonly State: string } }[]
    >(stage.engine.host, 'GET', `/tasks?filters=${filters}`)
    return tasks.filter(({ Status }) => Status.State === state).length >= count
  })
}

beforeAll(async () => {
  if ('refusal' in cli) return
  stage = await openStage()
  source = await cloneStacks('/nonexistent')
  await source.commit({
    'shop.yml': SHOP,
    'jobs.yml': JOBS,
    'one.yml': ONE,
    'page.html': 'Hello\n',
    'key.txt': 'secret',
  })
  await deploy('shop', 'shop.yml')
  await deploy('jobs', 'jobs.yml')
  for (const stack of ['tuned', 'lossy', 'later']) await deploy(stack, 'one.yml')
  await docker(['service', 'create', '--detach', '--name', 'lonely', 'kesako-lab:1', 'work'])
  await tasksIn('shop_web', 'running', 2)
  await tasksIn('jobs_migrate', 'complete', 2)
  const byHand = ['--detach=false', '--quiet', '--no-resolve-image']
  await docker(['service', 'scale', 'tuned_a=3'])
  await docker([
    'service',
    'update',
    ...byHand,
    '--env-add',
    'ADDED=$1',
    '--image',
    'kesako-lab:2',
    'tuned_a',
  ])
  await docker(['service', 'update', ...byHand, '--force', 'tuned_a'])
  await docker(['service', 'update', ...byHand, '--group-add', '44', 'lossy_a'])
  before = await facts()
}, 300_000)
afterAll(async () => {
  await source?.[Symbol.asyncDispose]()
  await stage?.[Symbol.asyncDispose]()
})

describe.skipIf(skipped !== '')(`stacks that run already${skipped}`, () => {
  it('are shown as files by a dry run, which writes nothing', async () => {
    const { code, stdout, stderr } = await adopt('--all', '--dry-run')
    expect(stdout).toContain('==> stacks/shop/docker-compose.yml <==')
    expect(stdout).toContain('==> stacks/shop/configs/page <==\nHello\n')
    expect(stdout).toMatch(/==> docker-compose-tuned\.yml <==[^=]*replicas: 3/)
    expect(stdout).toMatch(/image: kesako-lab:2\n[^=]*ADDED: "\$\$1"/)
    expect(stderr).toMatch(/not written: lossy: A Compose file can't say one thing about lossy/)
    expect(stderr).toMatch(/lost: service lossy_a .*Groups = \["44"\]\n.*no group_add/)
    expect(stderr).toContain('belong to no stack, and stay as they are: lonely (kesako-lab:1)')
    expect([code, await facts()]).toEqual([1, before])
    expect((await stage.kesako.stacks()).revision).toBeUndefined()
  })

  it('become one commit, and are taken over without a restart or another run of a job', async () => {
    const { code, stdout } = await adopt('--all', '--json')
    const answer = JSON.parse(stdout)
    expect(code).toBe(1)
    expect(answer.left.map(({ stack, code: why }: never) => [stack, why])).toEqual([
      ['lossy', 'loses'],
    ])
    expect(answer.stacks.map(({ stack }: { readonly stack: string }) => stack)).toEqual([
      'jobs',
      'later',
      'shop',
      'tuned',
    ])
    for (const { losses, plan } of answer.stacks) {
      expect(losses).toEqual([])
      expect(
        plan.changes.filter(({ action }: { readonly action: string }) => action !== 'update'),
      ).toEqual([])
    }
    for (const stack of ['shop', 'jobs', 'tuned', 'later']) {
      const done = await stage.kesako.ended(stack, answer.revision)
      expect([stack, done.end?.outcome]).toEqual([stack, 'deployed'])
    }
    await stage.kesako.settled(answer.revision)
    const after = await facts()
    expect(after.view.tasks).toEqual(before.view.tasks)
    expect(after.all).toEqual(before.all)
    expect(after.view.versions['jobs_migrate']).toBe(before.view.versions['jobs_migrate'])
    expect(after.view.versions['lossy_a']).toBe(before.view.versions['lossy_a'])
    for (const stack of ['shop', 'jobs', 'tuned']) {
      expect(await stage.kesako.stack(stack)).toMatchObject({
        managed: true,
        sync: 'synced',
        changes: [],
      })
    }
    await using clone = await cloneStacks(stage.kesako.gitUrl)
    expect(await clone.git('log', '--format=%an|%s')).toBe(
      'admin|Adopt the stacks jobs, later, shop, tuned\n',
    )
  })

  it('go back to docker stack deploy with the written files, which restarts none either', async () => {
    await using clone = await cloneStacks(stage.kesako.gitUrl)
    await deploy('shop', 'stacks/shop/docker-compose.yml', clone.folder)
    await deploy('tuned', 'docker-compose-tuned.yml', clone.folder)
    const after = await facts()
    expect(after.view.tasks).toEqual(before.view.tasks)
    expect(after.all).toEqual(before.all)
    await stage.kesako.api('POST', '/sync?wait=true', {})
    expect((await facts()).all).toEqual(before.all)
    expect(await stage.kesako.stack('shop')).toMatchObject({ sync: 'synced' })
  })

  it('are deployed by commits from then on, a new content of an external secret included', async () => {
    await using clone = await cloneStacks(stage.kesako.gitUrl)
    const path = 'stacks/shop/docker-compose.yml'
    const written = await clone.git('show', `HEAD:${path}`)
    const changed = written.replace('external: true\n    name: shop_key', 'file: ./key.txt')
    expect(changed).not.toBe(written)
    const revision = await clone.push({ [path]: changed, 'stacks/shop/key.txt': 'other secret' })
    expect((await stage.kesako.ended('shop', revision)).end?.outcome).toBe('deployed')
    const { tasks } = await swarmView(stage.engine.host)
    expect(tasks['shop_agent']).toEqual(before.view.tasks['shop_agent'])
    expect(tasks['shop_web']).not.toEqual(before.view.tasks['shop_web'])
  })

  it('are held when something is lost on the way, and that was accepted', async () => {
    const { code, stdout, stderr } = await adopt('lossy', '--accept-losses')
    expect([code, stderr]).toEqual([0, expect.stringContaining('held: service lossy_a')])
    const revision = /committed as ([0-9a-f]{12})/.exec(stdout)?.[1] ?? ''
    await using clone = await cloneStacks(stage.kesako.gitUrl)
    expect(await clone.git('log', '-1', '--format=%h %B')).toMatch(
      /Not in the files:\n- service lossy_a .*Groups/,
    )
    const full = (await clone.git('rev-parse', revision)).trim()
    expect((await stage.kesako.ended('lossy', full)).end).toMatchObject({ outcome: 'held' })
    expect((await swarmView(stage.engine.host)).tasks['lossy_a']).toEqual(
      before.view.tasks['lossy_a'],
    )
  })

  it('that are in the repository, or nowhere, are refused with the reason', async () => {
    const shop = await adopt('shop')
    expect([shop.code, shop.stderr]).toEqual([
      1,
      expect.stringContaining('has files for shop already'),
    ])
    const none = await adopt('nowhere')
    expect([none.code, none.stderr]).toEqual([
      1,
      expect.stringContaining('No service of a stack nowhere'),
    ])
    expect(await adopt('--all')).toMatchObject({
      code: 0,
      stdout: 'nothing to adopt: no stack runs unmanaged\n',
    })
    expect((await adopt()).code).toBe(2)
  })
})

describe.skipIf(skipped !== '')(`without a server${skipped}`, () => {
  it('a clone gets the commit, its work tree the files, and a folder only the files', async () => {
    await deploy('extra', 'one.yml')
    await tasksIn('extra_a', 'running', 1)
    await using clone = await cloneStacks(stage.kesako.gitUrl)
    const there = {
      host: stage.engine.host,
      cwd: clone.folder,
      environment: { GIT_AUTHOR_NAME: 'Ana', GIT_AUTHOR_EMAIL: 'ana@kesako.test' },
    }
    const folder = await runKesako(['adopt', 'extra', '--output', 'files'], there)
    expect([folder.code, folder.stdout]).toEqual([
      0,
      'extra: docker-compose-extra.yml\n1 stack written to files\n',
    ])
    const twice = await runKesako(['adopt', 'extra', '--output', 'files'], there)
    expect([twice.code, twice.stderr]).toEqual([1, expect.stringContaining('is there already')])
    const { code, stdout } = await runKesako(['adopt', 'extra', '--repo', '.'], there)
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^extra: docker-compose-extra\.yml\n1 stack committed as/),
    ])
    expect(await clone.git('status', '--porcelain')).toBe('?? files/\n')
    expect(await clone.git('log', '-1', '--format=%an <%ae> %s')).toBe(
      'Ana <ana@kesako.test> Adopt the stack extra\n',
    )
    const { tasks } = await swarmView(stage.engine.host)
    expect((await clone.tryPush('origin', 'HEAD:main')).ok).toBe(true)
    const revision = (await clone.git('rev-parse', 'HEAD')).trim()
    expect((await stage.kesako.ended('extra', revision)).end?.outcome).toBe('deployed')
    expect((await swarmView(stage.engine.host)).tasks['extra_a']).toEqual(tasks['extra_a'])
  })
})
