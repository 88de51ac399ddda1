import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertStack } from '../../compose/convert-stack.ts'
import { loadStack } from '../../compose/load-stack.ts'
import { DEFAULT_STACK_POLICY, type DesiredState } from '../../desired-state.ts'
import type { LiveService, LiveState } from '../../live/live-state.ts'
import { applyPlan, EMPTY_SWARM } from '../../plan/test-swarm/apply-plan.ts'
import { planContext } from '../../plan/test-swarm/context.ts'
import { plan } from '../../plan/plan.ts'
import { DEFAULT_ADDRESS_POOLS } from '../address-pools.ts'
import { type Adoption } from '../adoption.ts'
import { adoptStack } from '../adopt-stack.ts'

export const CASES = import.meta.dirname

export function adoptShop(live: LiveState): Adoption {
  return adoptStack('shop', live, { addressPools: DEFAULT_ADDRESS_POOLS })
}

export function textOf(content: Uint8Array = new Uint8Array()): string {
  const text = new TextDecoder().decode(content)
  return Buffer.from(content).equals(Buffer.from(text)) ? text : `${content.length} bytes\n`
}

/** The Compose file of a case as others deployed it, as the stack shop. */
export function deployed(name: string): LiveState {
  const folder = join(CASES, name)
  const path = 'docker-compose.yml'
  const loaded = loadStack({
    stack: 'shop',
    sources: [{ path, bytes: readFileSync(join(folder, path)) }],
    variables: new Map(),
    origin: { kind: 'revision' },
    policy: DEFAULT_STACK_POLICY,
  })
  const files = readdirSync(folder).map(
    (file) => [file, { kind: 'file', bytes: readFileSync(join(folder, file)) }] as const,
  )
  const { desired, problems } = convertStack(loaded, new Map(files))
  if (desired === undefined) throw new Error(JSON.stringify(problems))
  const before = withExternals(desired)
  return withoutOurs(applyPlan(plan(desired, before, planContext()), before))
}

function withExternals({ externals: { networks, secrets, configs } }: DesiredState): LiveState {
  return {
    ...EMPTY_SWARM,
    networks: networks.map((name) => ({
      id: `id of ${name}`,
      name,
      driver: 'overlay',
      scope: 'swarm',
      internal: false,
      attachable: true,
      ingress: false,
      options: {},
      ipamDriver: 'default',
      subnets: ['10.0.9.0/24'],
      labels: {},
    })),
    secrets: secrets.map((Name) => ({ id: Name, version: 1, spec: { Name, Labels: {} } })),
    configs: configs.map((Name) => ({
      id: Name,
      version: 1,
      spec: { Name, Labels: {}, Data: '' },
    })),
  }
}

function withoutOurs(live: LiveState): LiveState {
  // Of its own shape, less optional labels.
  return JSON.parse(JSON.stringify(live), (key, value: unknown) =>
    key.startsWith('io.kesako.') ? undefined : value,
  ) as LiveState
}

/** The live state after somebody changed what runs of a service by hand. */
export function changed(
  service: string,
  change: (spec: LiveService['spec']) => object,
  name = 'ordinary',
): LiveState {
  const live = deployed(name)
  return {
    ...live,
    services: live.services.map((one) =>
      one.spec.Name === service ? { ...one, spec: { ...one.spec, ...change(one.spec) } } : one,
    ),
  }
}

export function container(more: object): (spec: LiveService['spec']) => object {
  return ({ TaskTemplate: template }) => ({
    TaskTemplate: { ...template, ContainerSpec: { ...template.ContainerSpec, ...more } },
  })
}

export function task(more: object): (spec: LiveService['spec']) => object {
  return ({ TaskTemplate: template }) => ({ TaskTemplate: { ...template, ...more } })
}
