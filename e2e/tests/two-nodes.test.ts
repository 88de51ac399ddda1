import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeploymentDetails } from '@kesako/contract'
import {
  askEngine,
  loadWorkload,
  pushImage,
  type Registry,
  startRegistry,
  startThrowawayEngine,
  type ThrowawayEngine,
} from '../lab/index.ts'
import { type KesakoProcess, startKesako } from '../scenario/kesako-process.ts'
import { cloneStacks, type StacksClone } from '../scenario/stacks-clone.ts'

const given = process.env['KESAKO_TEST_DOCKER_HOST']

let engine: ThrowawayEngine
let registry: Registry
let kesako: KesakoProcess
let clone: StacksClone

beforeAll(async () => {
  if (given) return
  engine = await startThrowawayEngine({ nodes: 2 })
  registry = await startRegistry()
  await publish('1')
  kesako = await startKesako({ host: engine.host })
  clone = await cloneStacks(kesako.gitUrl)
})
afterAll(async () => {
  await clone?.[Symbol.asyncDispose]()
  await kesako?.[Symbol.asyncDispose]()
  await registry?.stop()
  await engine?.remove()
})

describe.skipIf(given)('a stack on the second node', () => {
  it('is deployed with an image that only the registry has', async () => {
    const revision = await clone.push({ 'docker-compose-shop.yml': compose('["work"]') })
    expect((await kesako.ended('shop', revision)).end?.outcome).toBe('deployed')
  })

  it('runs the image that its tag means now after `resolve`, and not before', async () => {
    const before = await image()
    await publish('2')
    await kesako.api('POST', '/stacks/shop/sync?wait=true')
    expect(await image()).toBe(before)
    const answer = await kesako.api('POST', '/stacks/shop/sync?wait=true&resolve=true')
    expect(answer.body).toMatchObject({ finished: true, deployments: [{ stack: 'shop' }] })
    const after = await image()
    expect(after).toMatch(new RegExp(`^${registry.address}/web:moving@sha256:`))
    expect(after).not.toBe(before)
    expect((await kesako.deployments('shop'))[0]?.end?.outcome).toBe('deployed')
  })

  it('shows the last lines of a task that failed there, and the node’s name', async () => {
    const revision = await clone.push({ 'docker-compose-shop.yml': compose('["fail", "3"]') })
    const { id, end } = await kesako.ended('shop', revision)
    expect(end).toMatchObject({ outcome: 'failed', code: 'update-paused' })
    const details: DeploymentDetails = (await kesako.api('GET', `/deployments/${id}`)).body
    expect(details.failedTasks).toMatchObject([{ log: ['failing on purpose'] }])
    expect(end?.reason).toContain(await workerName())
  })
})

/** Pushes the workload of that tag as `web:moving`, and leaves no copy on the node. */
async function publish(tag: string): Promise<void> {
  const local = await loadWorkload(engine.host, tag)
  const name = `${registry.address}/web:moving`
  await pushImage(engine.host, local, name)
  await askEngine(engine.host, 'DELETE', `/images/${name}`)
}

async function image(): Promise<string> {
  const { Spec } = await askEngine<{
    readonly Spec: { readonly TaskTemplate: { readonly ContainerSpec: { readonly Image: string } } }
  }>(engine.host, 'GET', '/services/shop_web')
  return Spec.TaskTemplate.ContainerSpec.Image
}

async function workerName(): Promise<string | undefined> {
  interface Node {
    readonly Spec: { readonly Role: string }
    readonly Description: { readonly Hostname: string }
  }
  const nodes = await askEngine<readonly Node[]>(engine.host, 'GET', '/nodes')
  return nodes.find(({ Spec }) => Spec.Role === 'worker')?.Description.Hostname
}

function compose(command: string): string {
  return `version: "3.8"
services:
  web:
    image: ${registry.address}/web:moving
    command: ${command}
    stop_grace_period: 1s
    deploy:
      placement:
        constraints: [node.role == worker]
      restart_policy: {delay: 300ms, max_attempts: 3}
      update_config: {monitor: 20s, failure_action: pause}
`
}
