import { describe, expect, it } from 'vitest'
import { convertStack } from '../compose/convert-stack.ts'
import { loadStack } from '../compose/load-stack.ts'
import { DEFAULT_STACK_POLICY } from '../desired-state.ts'
import { formatPlace } from '../problem.ts'
import { judgePrivileges } from './judge-privileges.ts'
import { NO_ALLOWANCE, STRICT_MANIFEST_POLICY, type ManifestAllowance } from './manifest-policy.ts'
import { privilegeKey, type Privilege } from './privilege.ts'

function privileges(text: string, stack = 'shop'): readonly Privilege[] {
  const loaded = loadStack({
    stack,
    sources: [{ path: 'c.yml', bytes: new TextEncoder().encode(text) }],
    variables: new Map(),
    origin: { kind: 'revision' },
    policy: DEFAULT_STACK_POLICY,
  })
  const converted = convertStack(loaded, new Map())
  if (converted.privileges === undefined) throw new Error(JSON.stringify(converted.problems))
  return converted.privileges
}

/** A service with these lines; `more` are lines of the top level. */
function compose(lines: readonly string[], more: readonly string[] = []): string {
  const service = [
    'services:',
    '  web:',
    '    image: nginx:1',
    ...lines.map((line) => `    ${line}`),
  ]
  return `${[...service, ...more].join('\n')}\n`
}

function judged(
  after: readonly Privilege[],
  over: {
    readonly before?: readonly Privilege[]
    readonly allow?: Partial<ManifestAllowance>
    readonly stacks?: readonly string[]
    readonly own?: (stack: string) => boolean
  } = {},
): readonly string[] {
  const problems = judgePrivileges(
    { stack: 'shop', before: over.before ?? [], after },
    {
      policy: { ...STRICT_MANIFEST_POLICY, allow: { ...NO_ALLOWANCE, ...over.allow } },
      stacks: over.stacks ?? ['shop'],
      isOwn: over.own ?? (() => true),
    },
  )
  return problems.map(({ code, place }) => `${formatPlace(place)} ${code}`)
}

const volume = (...options: readonly string[]): string =>
  compose(
    ['volumes: [data:/data]'],
    ['volumes:', '  data:', '    driver_opts:', ...options.map((line) => `      ${line}`)],
  )

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'nothing special',
    compose(
      ['ports: ["80:80"]', 'volumes: [data:/d, {type: tmpfs, target: /t}]'],
      ['volumes: {data: {}}'],
    ),
    [],
  ],
  [
    'the socket',
    compose(['volumes:', '  - /var/run/docker.sock:/s']),
    ['c.yml:5:9 manifest-engine-socket'],
  ],
  [
    'the socket, read-only and roundabout',
    compose(['volumes:', '  - /srv/../var//run/./docker.sock:/s:ro']),
    ['c.yml:5:9 manifest-engine-socket'],
  ],
  [
    'a folder above the socket',
    compose(['volumes:', '  - /a:/a', '  - /run:/r']),
    ['c.yml:5:9 manifest-bind', 'c.yml:6:9 manifest-engine-socket'],
  ],
  [
    'the root',
    compose(['volumes: [{type: bind, source: /, target: /host}]']),
    ['c.yml:4:15 manifest-engine-socket'],
  ],
  [
    'a pipe',
    compose(["volumes: [{type: npipe, source: '\\\\.\\pipe\\docker_engine', target: x}]"]),
    ['c.yml:4:15 manifest-engine-socket'],
  ],
  ['a bind', compose(['volumes: [/srv/shop:/data]']), ['c.yml:4:15 manifest-bind']],
  [
    'a bind as a volume',
    volume('type: none', 'o: bind', 'device: /srv'),
    ['c.yml:4:15 manifest-bind'],
  ],
  [
    'the socket as a volume',
    volume('type: none', 'o: "rbind,rw"', 'device: /var/run'),
    ['c.yml:4:15 manifest-engine-socket'],
  ],
  ['a disk as a volume', volume('type: ext4', 'device: /dev/sda1'), ['c.yml:4:15 manifest-mount']],
  [
    'a share as a volume',
    volume('type: nfs', 'o: addr=10.0.0.1', 'device: ":/x"'),
    ['c.yml:4:15 manifest-mount'],
  ],
  ['memory as a volume', volume('type: tmpfs', 'device: tmpfs', 'o: size=1m'), []],
  [
    'a volume of a plugin',
    compose(['volumes: [data:/d]'], ['volumes: {data: {driver: rexray}}']),
    ['c.yml:4:15 manifest-volume-driver'],
  ],
  [
    'a foreign volume',
    compose(['volumes: [data:/d]'], ['volumes: {data: {external: true, name: pg}}']),
    ['c.yml:4:15 manifest-foreign-volume'],
  ],
  [
    'a volume under a foreign name',
    compose(['volumes: [data:/d]'], ['volumes: {data: {name: pg}}']),
    ['c.yml:4:15 manifest-foreign-volume'],
  ],
  ['a capability', compose(['cap_add: [net_admin]']), ['c.yml:4:14 manifest-capability']],
  ['a dropped capability', compose(['cap_drop: [ALL]']), []],
  ['root inside the container', compose(['user: root']), []],
  [
    'a credential spec of the node',
    compose(['credential_spec: {file: x.json}']),
    ['c.yml:4:22 manifest-credential-spec'],
  ],
  [
    'the host network',
    compose(['networks: [h]'], ['networks: {h: {external: true, name: host}}']),
    ['c.yml:4:15 manifest-host-network'],
  ],
  ['no network', compose(['networks: [h]'], ['networks: {h: {external: true, name: none}}']), []],
  [
    'another driver of networks',
    compose(['networks: [h]'], ['networks: {h: {driver: macvlan, driver_opts: {parent: eth0}}}']),
    ['c.yml:5:12 manifest-network-driver'],
  ],
  [
    'a foreign network',
    compose(['networks: [p]'], ['networks: {p: {external: true, name: proxy}}']),
    ['c.yml:4:15 manifest-foreign-network'],
  ],
  [
    'a foreign secret',
    compose(['secrets: [p]'], ['secrets: {p: {external: true}}']),
    ['c.yml:4:14 manifest-foreign-secret'],
  ],
  [
    'a foreign config',
    compose(['configs: [p]'], ['configs: {p: {external: true}}']),
    ['c.yml:4:14 manifest-foreign-config'],
  ],
  [
    'an external of the own stack',
    compose(['secrets: [p]'], ['secrets: {p: {external: true, name: shop_p}}']),
    [],
  ],
  [
    'a secret of a plugin',
    compose(['secrets: [p]'], ['secrets: {p: {driver: vault}}']),
    ['c.yml:5:11 manifest-secret-driver'],
  ],
  [
    'a port of the node',
    compose(['ports: [{target: 80, published: 80, mode: host}]']),
    ['c.yml:4:12 manifest-host-port'],
  ],
]

it.each(cases)('%s', (_name, text, expected) => {
  expect(judged(privileges(text))).toEqual(expected)
})

describe('an allowance', () => {
  const bind = (source: string): readonly Privilege[] =>
    privileges(compose([`volumes: ["${source}"]`]))
  it.each([
    ['/srv/shop', '/srv/shop:/d', true],
    ['/srv/shop', '/srv/shop/:/d', true],
    ['/srv/shop', '/srv/shop/x:/d', false],
    ['/srv/shop/*', '/srv/shop:/d', true],
    ['/srv/shop/*', '/srv/shop/x:/d', true],
    ['/srv/shop/*', '/srv/shopping:/d', false],
    ['/srv/shop/*', '/srv/shop/../other:/d', false],
    ['/srv/shop:ro', '/srv/shop:/d:ro', true],
    ['/srv/shop:ro', '/srv/shop:/d', false],
    ['/*', '/var/run:/d', false],
  ])('of %s for %s: %s', (entry, source, allowed) => {
    expect(judged(bind(source), { allow: { binds: [entry] } }).length === 0).toBe(allowed)
  })

  it.each<readonly [string, Partial<ManifestAllowance>, string]>([
    [
      'a capability in its other spelling',
      { capabilities: ['NET_ADMIN'] },
      compose(['cap_add: [CAP_NET_ADMIN]']),
    ],
    ['every capability', { capabilities: ['all'] }, compose(['cap_add: [SYS_ADMIN]'])],
    ['a port', { hostPorts: [80] }, compose(['ports: [{target: 80, published: 80, mode: host}]'])],
    ['every port', { hostPorts: true }, compose(['ports: [{target: 80, mode: host}]'])],
    ['the socket', { engineSocket: true }, compose(['volumes: ["/var/run/docker.sock:/s"]'])],
    [
      'a share',
      { mounts: [{ type: 'nfs', device: ':/x', o: 'addr=10.0.0.1' }] },
      volume('type: nfs', 'o: addr=10.0.0.1', 'device: ":/x"'),
    ],
    [
      'a network',
      { externals: { ...NO_ALLOWANCE.externals, networks: ['prox*'] } },
      compose(['networks: [p]'], ['networks: {p: {external: true, name: proxy}}']),
    ],
  ])('of %s', (_name, allow, text) => {
    expect(judged(privileges(text))).toHaveLength(1)
    expect(judged(privileges(text), { allow })).toEqual([])
  })

  it('of a share is for that share only', () => {
    const allow = { mounts: [{ type: 'nfs', device: ':/x', o: 'addr=10.0.0.1' }] }
    const other = privileges(volume('type: nfs', 'o: addr=10.0.0.2', 'device: ":/x"'))
    expect(judged(other, { allow })).toHaveLength(1)
  })

  it('may be for some stacks only', () => {
    const rules = { stacks: ['shop', 'mail'], isOwn: () => true }
    const after = privileges(compose(['cap_add: [NET_ADMIN]']))
    const stacks = new Map([['sh*', { ...NO_ALLOWANCE, capabilities: ['NET_ADMIN'] }]])
    const policy = { ...STRICT_MANIFEST_POLICY, stacks }
    const problems = (stack: string): number =>
      judgePrivileges({ stack, before: [], after }, { ...rules, policy }).length
    expect([problems('shop'), problems('mail')]).toEqual([0, 1])
  })
})

describe('what was there before', () => {
  const before = privileges(compose(['volumes: [/srv/shop:/d]']))
  it('stays, wherever it stands now', () => {
    const after = privileges(
      compose([
        'read_only: true',
        'volumes: [{type: bind, source: /srv/shop, target: /elsewhere}]',
      ]),
    )
    expect(judged(after, { before })).toEqual([])
  })
  it('is new in another service, as another path, and when it can be written to', () => {
    expect(judged(privileges(compose(['volumes: [/srv:/d]'])), { before })).toHaveLength(1)
    const read = privileges(compose(['volumes: [/srv/shop:/d:ro]']))
    expect(judged(before, { before: read })).toHaveLength(1)
    const other = compose(['volumes: [/srv/shop:/d]']).replace('web:', 'job:')
    expect(judged(privileges(other), { before })).toHaveLength(1)
  })
})

describe('whose an object is', () => {
  const uses = (name: string): readonly Privilege[] =>
    privileges(compose(['secrets: [p]'], [`secrets: {p: {external: true, name: ${name}}}`]))
  it.each([
    ['shop_key', true],
    ['team_key', true],
    ['team_b_key', false],
    ['key', false],
    ['shopkey', false],
  ])('%s: %s', (name, own) => {
    const rules = { stacks: ['shop', 'team', 'team_b'], own: (stack: string) => stack !== 'team_b' }
    expect(judged(uses(name), rules).length === 0).toBe(own)
  })

  it("a volume of the own stack may bear another stack's name", () => {
    const text = compose(['volumes: [b_data:/d]'], ['volumes: {b_data: {}}'])
    const rules = { stacks: ['shop', 'shop_b'], own: (stack: string) => stack === 'shop' }
    expect(judged(privileges(text), rules)).toEqual(['c.yml:4:15 manifest-foreign-volume'])
  })
})

it('tells privileges apart that share a name', () => {
  const keys = privileges(
    compose(
      ['networks: [p]', 'secrets: [p]', 'configs: [p]'],
      [
        'networks: {p: {external: true}}',
        'secrets: {p: {external: true}}',
        'configs: {p: {external: true}}',
      ],
    ),
  ).map(privilegeKey)
  expect(new Set(keys).size).toBe(3)
})
