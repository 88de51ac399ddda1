import { DEFAULT_STACK_POLICY, STRICT_MANIFEST_POLICY, type Privilege } from '@kesako/core'
import type { PathChange, RevisionState, StackAtRevision } from '@kesako/repository'
import { expect, it } from 'vitest'
import type { Caller } from './caller.ts'
import { judgeChange } from './judge-change.ts'

const teamA: Caller = { name: 'ana', role: 'deployer', stacks: ['team-a-*', 'shop'] }
const everywhere: Caller = { name: 'eva', role: 'deployer' }
const admin: Caller = { name: 'admin', role: 'admin' }

function stack(name: string, inputs: readonly string[], over: Partial<StackAtRevision> = {}) {
  return {
    name,
    enabled: true,
    inputs: [`docker-compose-${name}.yml`, ...inputs],
    inputsDigest: '0',
    policy: DEFAULT_STACK_POLICY,
    privileges: [],
    problems: [],
    ...over,
  } satisfies StackAtRevision
}

function revision(stacks: readonly StackAtRevision[], acceptBroken = false): RevisionState {
  const policy = {
    selfHeal: false,
    prune: true,
    acceptBroken,
    manifestPolicy: STRICT_MANIFEST_POLICY,
  }
  return { revision: 'r', roots: [], emptyTree: false, stacks, policy, problems: [] }
}

const before = revision([
  stack('shop', ['shop.conf', 'both.conf', 'mine.conf']),
  stack('team-a-web', ['mine.conf']),
  stack('mail', ['mail.conf', 'both.conf', 'stacks/shop/used-by-mail.conf', 'team-a-x.env']),
])
const added = revision([
  stack('shop', ['shop.conf', 'both.conf', 'mine.conf', 'new.conf', 'mail.conf', 'README.md']),
  stack('team-a-web', ['mine.conf']),
  stack('mail', ['mail.conf', 'both.conf', 'stacks/shop/used-by-mail.conf']),
])

const changed = (path: string): PathChange => ({ path, before: 'file', after: 'file' })
const made = (path: string): PathChange => ({ path, after: 'file' })
const gone = (path: string): PathChange => ({ path, before: 'file' })

const cases: readonly (readonly [PathChange, string | undefined, string | undefined])[] = [
  [changed('docker-compose-shop.yml'), undefined, undefined],
  [gone('docker-compose-shop.yml'), undefined, undefined],
  [made('docker-compose-team-a-new.yaml'), undefined, undefined],
  [made('stack-team-a-web.json'), undefined, undefined],
  [changed('shop.env'), undefined, undefined],
  [made('stacks/shop/anything/deep.txt'), undefined, undefined],
  [changed('stacks/shop/used-by-mail.conf'), undefined, undefined],
  [changed('shop.conf'), undefined, undefined],
  [gone('shop.conf'), undefined, undefined],
  [changed('mine.conf'), undefined, undefined],
  [made('new.conf'), undefined, undefined],
  [changed('docker-compose-mail.yml'), 'stack-not-yours', undefined],
  [gone('docker-compose-mail.yml'), 'stack-not-yours', undefined],
  [made('docker-compose-team-b.yml'), 'stack-not-yours', undefined],
  [made('stacks/mail/x.txt'), 'stack-not-yours', undefined],
  [made('mail.env'), 'stack-not-yours', undefined],
  [made('team-a-y.env'), undefined, undefined],
  [changed('team-a-x.env'), 'stack-not-yours', undefined],
  [changed('both.conf'), 'stack-not-yours', undefined],
  [changed('mail.conf'), 'stack-not-yours', undefined],
  [changed('README.md'), 'path-of-no-stack', undefined],
  [made('stack-shop.json/x'), 'path-of-no-stack', undefined],
  [made('.gitlab-ci.yml'), 'path-of-no-stack', undefined],
  [changed('kesako.yml'), 'path-of-admin', 'path-of-admin'],
  [gone('kesako.yml'), 'path-of-admin', 'path-of-admin'],
  [made('definitions/web/docker-compose-template.yml'), 'path-of-admin', 'path-of-admin'],
  [made('definitions'), 'path-of-admin', 'path-of-admin'],
  [made('images/app/Dockerfile'), 'path-of-admin', 'path-of-admin'],
  [{ path: 'stacks/shop/link', after: 'symlink' }, 'path-kind', 'path-kind'],
  [{ path: 'docker-compose-shop.yml', before: 'file', after: 'symlink' }, 'path-kind', 'path-kind'],
  [{ path: 'stacks/shop/sub', after: 'submodule' }, 'path-kind', 'path-kind'],
  [{ path: 'stacks/shop/link', before: 'symlink' }, undefined, undefined],
]

it.each(cases)('%j: %s for a team, %s for a deployer of everything', (path, team, all) => {
  const change = { before, after: added, paths: [path] }
  const code = (caller: Caller): string | undefined => judgeChange(caller, change)[0]?.code
  expect([code(teamA), code(everywhere), code(admin)]).toEqual([team, all, undefined])
})

const bind: Privilege = {
  reach: { kind: 'bind', source: '/srv', readOnly: false, engine: false },
  service: 'web',
}
const reaching = { privileges: [bind], inputsDigest: '1' }

it.each<readonly [string, RevisionState | undefined, RevisionState, readonly string[]]>([
  ['brings a bind', before, revision([stack('shop', [], reaching)]), ['manifest-bind']],
  ['is the first of all', undefined, revision([stack('shop', [], reaching)]), ['manifest-bind']],
  [
    'keeps one that an admin let in',
    revision([stack('shop', [], { privileges: [bind] })]),
    revision([stack('shop', [], reaching)]),
    [],
  ],
  [
    'moves one to another of their stacks',
    revision([stack('shop', [], reaching)]),
    revision([stack('team-a-web', [], reaching)]),
    ['manifest-bind'],
  ],
  [
    'brings one into a stack that is off',
    before,
    revision([stack('shop', [], { ...reaching, enabled: false })]),
    ['manifest-bind'],
  ],
])('a change that %s', (_name, old, after, codes) => {
  const change = { before: old, after, paths: [] }
  expect(judgeChange(teamA, change).map(({ code }) => code)).toEqual(codes)
  expect(judgeChange(admin, change)).toEqual([])
})

it('lets nothing in that is broken and might come to life later', () => {
  const { privileges: _, ...broken } = stack('shop', [], { inputsDigest: '1' })
  const judged = (old: RevisionState): readonly string[] =>
    judgeChange(teamA, { before: old, after: revision([broken]), paths: [] }).map(
      ({ code }) => code,
    )
  expect(judged(revision([], true))).toEqual(['manifest-not-judged'])
  // Elsewhere its own problems refuse it.
  expect(judged(revision([]))).toEqual([])
})
