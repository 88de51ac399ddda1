import type { DesiredState, Labels, NetworkSpec } from '@kesako/core'
import { type Engine, EngineError } from '@kesako/engine'

/** Makes what the files of these stacks say is there already; what is there stays. */
export async function createExternals(
  engine: Engine,
  stacks: readonly DesiredState[],
): Promise<void> {
  const live = await engine.liveState()
  const there = {
    networks: live.networks.map(({ name }) => name),
    secrets: live.secrets.map(({ spec }) => spec.Name),
    configs: live.configs.map(({ spec }) => spec.Name),
  }
  const missing = (kind: keyof typeof there): readonly string[] =>
    [...new Set(stacks.flatMap(({ externals }) => externals[kind]))].filter(
      (name) => !there[kind].includes(name),
    )
  const Labels = EXTERNAL
  const Data = 'ZXh0ZXJuYWw='
  for (const Name of missing('networks')) {
    await made(engine.createNetwork({ ...NETWORK, Name, Labels }))
  }
  for (const Name of missing('secrets')) await made(engine.createSecret({ Name, Labels, Data }))
  for (const Name of missing('configs')) await made(engine.createConfig({ Name, Labels, Data }))
}

const EXTERNAL: Labels = { 'kesako-lab': 'external' }

/** True for what stands for an external of these tests. */
export function isExternal(labels: Labels | undefined): boolean {
  return labels?.['kesako-lab'] === EXTERNAL['kesako-lab']
}

/** Another batch may have been quicker. */
async function made(creation: Promise<string>): Promise<void> {
  await creation.catch((error: unknown) => {
    if (!(error instanceof EngineError) || error.kind !== 'conflict') throw error
  })
}

const NETWORK: Omit<NetworkSpec, 'Name' | 'Labels'> = {
  Driver: 'overlay',
  Scope: 'swarm',
  IPAM: null,
  Internal: false,
  Attachable: true,
  Ingress: false,
  ConfigOnly: false,
  ConfigFrom: null,
  Options: null,
}
