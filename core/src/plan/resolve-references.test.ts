import { describe, expect, it } from 'vitest'
import { resolveReferences } from './resolve-references.ts'
import { serviceSpec } from './test-swarm/specs.ts'

const spec = serviceSpec('shop', 'web', {
  configs: ['conf'],
  secrets: ['key'],
  networks: ['default', 'host'],
})
const found = (kind: string) => (name: string) => `${kind}-id-of-${name}`
const nothing = (): undefined => undefined

describe('resolveReferences', () => {
  it('puts ids in and leaves predefined networks by name', () => {
    const ids = { network: found('network'), secret: found('secret'), config: found('config') }
    const resolved = resolveReferences(spec, ids)
    if ('missing' in resolved) throw new Error('missing')
    const { Networks: networks, ContainerSpec: container } = resolved.spec.TaskTemplate
    expect(networks?.map(({ Target }) => Target)).toEqual(['network-id-of-shop_default', 'host'])
    expect(container.Secrets?.[0]).toMatchObject({ SecretID: 'secret-id-of-shop_key' })
    expect(container.Configs?.[0]).toMatchObject({ ConfigID: 'config-id-of-shop_conf' })
  })

  it('puts the id of a config into the credential spec that names it', () => {
    const account = serviceSpec('shop', 'web', { credential: 'account' })
    const ids = { network: found('network'), secret: nothing, config: found('config') }
    const resolved = resolveReferences(account, ids)
    const container = 'spec' in resolved ? resolved.spec.TaskTemplate.ContainerSpec : undefined
    expect(container?.Privileges?.CredentialSpec?.Config).toBe('config-id-of-shop_account')
    expect(container?.Configs).toEqual([
      { Runtime: {}, ConfigName: 'shop_account', ConfigID: 'config-id-of-shop_account' },
    ])
  })

  it('names everything that is missing at once', () => {
    const ids = { network: nothing, secret: nothing, config: nothing }
    expect(resolveReferences(spec, ids)).toEqual({
      missing: [
        { kind: 'secret', name: 'shop_key' },
        { kind: 'config', name: 'shop_conf' },
        { kind: 'network', name: 'shop_default' },
      ],
    })
  })
})
