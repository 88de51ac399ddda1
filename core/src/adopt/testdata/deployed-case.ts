import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertStack } from '../../compose/convert-stack.ts'
import { loadStack } from '../../compose/load-stack.ts'
import { DEFAULT_STACK_POLICY } from '../../desired-state.ts'
import type { LiveService, LiveState } from '../../live/live-state.ts'
import { deployedByOthers } from '../../plan/test-swarm/deployed-by-others.ts'
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
  return deployedByOthers(desired)
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
