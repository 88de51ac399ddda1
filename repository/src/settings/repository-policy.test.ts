import { NO_ALLOWANCE, STRICT_MANIFEST_POLICY } from '@kesako/core'
import { describe, expect, it } from 'vitest'
import { readRepositoryPolicy } from './repository-policy.ts'

const DEFAULTS = {
  selfHeal: false,
  prune: true,
  acceptBroken: false,
  manifestPolicy: STRICT_MANIFEST_POLICY,
}

it('reads the keys and keeps defaults for the rest', () => {
  const { policy, problems } = readRepositoryPolicy(
    Buffer.from('# ours\nselfHeal: true\nmaxRemovals: 3\n'),
  )
  expect(policy).toEqual({ ...DEFAULTS, selfHeal: true, maxRemovals: 3 })
  expect(problems).toEqual([])
})

it.each(['', '# only a comment\n', '{}'])('takes the defaults from %j', (text) => {
  expect(readRepositoryPolicy(Buffer.from(text))).toEqual({
    policy: DEFAULTS,
    problems: [],
  })
})

it.each([
  ['selfHeal: true\npurge: true\n', 'key-unknown', 2, 1],
  ['maxRemovals: -1\n', 'policy-invalid', 1, 14],
  ['maxRemovals: 1.5\n', 'policy-invalid', 1, 14],
  ['selfHeal: "true"\n', 'policy-invalid', 1, 11],
  ['- selfHeal\n', 'policy-invalid', 1, 1],
  ['selfHeal: true\nselfHeal: false\n', 'yaml-broken', 2, 1],
  ['selfHeal: [\n', 'yaml-broken', 2, 1],
])('refuses %j and falls back to the defaults, without prune', (text, code, line, column) => {
  const { policy, problems } = readRepositoryPolicy(Buffer.from(text))
  expect(policy).toEqual({ ...DEFAULTS, prune: false })
  expect(problems[0]).toMatchObject({ code, place: { file: 'kesako.yml', line, column } })
})

it('refuses an alias bomb', () => {
  const bomb = ['a0: &a0 [x]']
  for (let at = 1; at < 30; at++) bomb.push(`a${at}: &a${at} [*a${at - 1}, *a${at - 1}]`)
  expect(readRepositoryPolicy(Buffer.from(bomb.join('\n'))).problems[0]?.severity).toBe('error')
})

describe('manifestPolicy', () => {
  it('allows what it names, to all stacks or to some', () => {
    const text = [
      'manifestPolicy:',
      '  allow:',
      '    binds: [/etc/localtime:ro, /srv/..hidden/*]',
      '    externals: { networks: [proxy] }',
      '  stacks:',
      '    mon-*: { engineSocket: true, hostPorts: [9100], mounts: [{ type: nfs, device: ":/x" }] }',
    ]
    const { policy, problems } = readRepositoryPolicy(Buffer.from(text.join('\n')))
    expect(problems).toEqual([])
    expect(policy.manifestPolicy).toEqual({
      allow: {
        ...NO_ALLOWANCE,
        binds: ['/etc/localtime:ro', '/srv/..hidden/*'],
        externals: { ...NO_ALLOWANCE.externals, networks: ['proxy'] },
      },
      stacks: new Map([
        [
          'mon-*',
          {
            ...NO_ALLOWANCE,
            engineSocket: true,
            hostPorts: [9100],
            mounts: [{ type: 'nfs', device: ':/x', o: '' }],
          },
        ],
      ]),
    })
  })

  it.each([
    ['allow: { bind: [/x] }', 'key-unknown'],
    ['allow: { binds: [srv] }', 'policy-invalid'],
    ['allow: { binds: [/srv/../x] }', 'policy-invalid'],
    ['allow: { binds: [/srv/..] }', 'policy-invalid'],
    ['allow: { hostPorts: [70000] }', 'policy-invalid'],
    ['allow: { engineSocket: "yes" }', 'policy-invalid'],
    ['stacks: { "a b": {} }', 'policy-invalid'],
  ])('%s is refused, and nothing is allowed then', (text, code) => {
    const read = readRepositoryPolicy(Buffer.from(`manifestPolicy:\n  ${text}\n`))
    expect(read.policy).toEqual({ ...DEFAULTS, prune: false })
    expect(read.problems[0]).toMatchObject({ code, place: { file: 'kesako.yml', line: 2 } })
  })
})
