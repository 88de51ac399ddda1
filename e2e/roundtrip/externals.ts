import type { DesiredState, NetworkSpec } from '@kesako/core'
import type { Engine } from '@kesako/engine'

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
  const Labels = {}
  const Data = 'ZXh0ZXJuYWw='
  for (const Name of missing('networks')) await engine.createNetwork({ ...NETWORK, Name, Labels })
  for (const Name of missing('secrets')) await engine.createSecret({ Name, Labels, Data })
  for (const Name of missing('configs')) await engine.createConfig({ Name, Labels, Data })
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
