import { mkdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { git } from '../../../e2e/lab/index.ts'
import { composeFile } from '../../testing/compose.ts'
import { openStage, type Files, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

type Who = 'owner' | 'deployer' | 'admin'
const WHO: readonly Who[] = ['owner', 'deployer', 'admin']

const shared = (stack: string): string =>
  `services:\n  web:\n    image: ${stack}:1\n    env_file: [shared/common.env]\n`
const withLine = (line: string): string => `services:\n  web:\n    image: web:1\n    ${line}\n`

/** What is there before; the owner's stacks are `team-a-*`. */
const START: Files = {
  'docker-compose-team-a-web.yml': shared('a'),
  'docker-compose-mail.yml': shared('mail'),
  'docker-compose-team-a-mon.yml': withLine('volumes: [/var/run/docker.sock:/s]'),
  'shared/common.env': 'A=1\n',
  'README.md': 'Stacks\n',
}

interface Case {
  readonly files?: Files
  /** Of the clone, after the files are there. */
  readonly link?: readonly [target: string, path: string]
  readonly refspec?: string
  readonly force?: boolean
  /** Begin where main was before its last commit. */
  readonly behind?: boolean
  /** Who gets it in. */
  readonly taken: readonly Who[]
  /** What the owner's terminal says when it isn't. */
  readonly says?: RegExp
}

const all: readonly Who[] = ['owner', 'deployer', 'admin']
const broad: readonly Who[] = ['deployer', 'admin']
const admin: readonly Who[] = ['admin']

const CASES: Readonly<Record<string, Case>> = {
  'an own stack': { files: { 'docker-compose-team-a-new.yml': composeFile() }, taken: all },
  'settings of an own stack': {
    files: { 'stack-team-a-web.json': '{"enabled": false}' },
    taken: all,
  },
  'the deletion of an own stack': { files: { 'docker-compose-team-a-web.yml': null }, taken: all },
  'an own stack with a socket that is there already': {
    files: {
      'docker-compose-team-a-mon.yml': withLine(
        'volumes: [/var/run/docker.sock:/s, /var/run/docker.sock:/t]',
      ),
    },
    taken: all,
  },
  'a new file that an own stack uses': {
    files: {
      'docker-compose-team-a-web.yml': shared('a').replace('common', 'own'),
      'shared/own.env': 'A=1\n',
    },
    taken: all,
  },
  'the stack of somebody else': {
    files: { 'docker-compose-mail.yml': composeFile() },
    taken: broad,
    says: /docker-compose-mail\.yml:1:1: error: docker-compose-mail\.yml is of mail/,
  },
  'the deletion of it': { files: { 'docker-compose-mail.yml': null }, taken: broad },
  'a rename of it into an own one': {
    files: { 'docker-compose-mail.yml': null, 'docker-compose-team-a-mail.yml': shared('mail') },
    taken: broad,
  },
  'an input that others share': {
    files: { 'shared/common.env': 'A=2\n' },
    taken: broad,
    says: /shared\/common\.env is of mail/,
  },
  'a file of no stack': { files: { 'README.md': 'Other\n' }, taken: broad },
  'kesako.yml': {
    files: { 'kesako.yml': 'manifestPolicy: { allow: { engineSocket: true } }\n' },
    taken: admin,
    says: /kesako\.yml is changed by admins only/,
  },
  'a definition': { files: { 'definitions/x/README.md': 'x' }, taken: admin },
  'an image': { files: { 'images/x/README.md': 'x' }, taken: admin },
  'an allowance together with its use': {
    files: {
      'kesako.yml': 'manifestPolicy: { allow: { engineSocket: true } }\n',
      'docker-compose-team-a-web.yml': withLine('volumes: [/run/docker.sock:/s]'),
    },
    taken: admin,
  },
  'the socket in an own stack': {
    files: { 'docker-compose-team-a-web.yml': withLine('volumes: [/run/docker.sock:/s]') },
    taken: admin,
    says: /docker-compose-team-a-web\.yml:4:15: error: .*leads to the socket of an engine/,
  },
  'a capability': {
    files: { 'docker-compose-team-a-web.yml': withLine('cap_add: [SYS_ADMIN]') },
    taken: admin,
  },
  'a bind that an env file fills in': {
    files: {
      'docker-compose-team-a-web.yml': withLine('volumes: ["${WHERE:-data}:/d"]').concat(
        'volumes: {data: {}}\n',
      ),
      'team-a-web.env': 'WHERE=/etc\n',
    },
    taken: admin,
  },
  'a symbolic link': { link: ['../../kesako.yml', 'stacks/team-a-web/link'], taken: admin },
  'an older main, by force': { behind: true, force: true, taken: admin, says: /takes commits out/ },
  'a branch': { files: { 'kesako.yml': '' }, refspec: 'HEAD:refs/heads/draft', taken: all },
  'the deletion of a branch': { refspec: ':refs/heads/there', taken: all },
  'a tag': { refspec: 'HEAD:refs/tags/v1', taken: all },
  'a ref of another kind': { refspec: 'HEAD:refs/other/x', taken: admin },
  'refs/kesako': { refspec: 'HEAD:refs/kesako/deployments/mail', taken: [] },
  'the deletion of main': { refspec: ':main', taken: [] },
  'main by another name': { refspec: 'HEAD:refs/heads/Main', taken: all },
}

let stage: Stage
let start: string
const tokens = new Map<Who, string>()

beforeAll(async () => {
  stage = await openStage()
  await stage.push({ 'README.md': 'First\n' })
  await stage.push(START)
  start = (await git(stage.repository.path, ['rev-parse', 'main'])).trim()
  tokens.set('owner', await stage.token('deployer', ['team-a-*']))
  tokens.set('deployer', await stage.token('deployer'))
  tokens.set('admin', stage.adminToken)
})
afterAll(() => stage[Symbol.asyncDispose]())

/** All heads and tags as at the start. */
async function reset(): Promise<void> {
  const { path } = stage.repository
  await git(path, ['update-ref', 'refs/heads/main', start])
  await git(path, ['update-ref', 'refs/heads/there', start])
  for (const ref of ['refs/heads/draft', 'refs/heads/Main', 'refs/tags/v1', 'refs/other/x']) {
    await git(path, ['update-ref', '-d', ref])
  }
}

/** All but the journal, which goes on. */
function refs(): Promise<string> {
  return git(stage.repository.path, ['for-each-ref', 'refs/heads', 'refs/tags', 'refs/other'])
}

const rows = Object.entries(CASES).flatMap(([name, row]) =>
  WHO.map((who) => [name, who, row.taken.includes(who), row] as const),
)

it.each(rows)('%s, pushed by the %s: taken %s', async (_name, who, taken, row) => {
  await reset()
  const before = await refs()
  const pushed = await stage.push(row.files ?? {}, {
    token: tokens.get(who) ?? '',
    ...(row.refspec === undefined ? {} : { refspec: row.refspec }),
    ...(row.force === true ? { arguments: ['--force'] } : {}),
    prepare: async (clone) => {
      if (row.behind === true) await git(clone, ['reset', '--quiet', '--hard', 'HEAD~1'])
      if (row.link === undefined) return
      const [target, path] = row.link
      await mkdir(dirname(join(clone, path)), { recursive: true })
      await symlink(target, join(clone, path))
    },
  })
  expect({ ok: pushed.ok, said: pushed.terminal }).toMatchObject({ ok: taken })
  const says = !taken && who === 'owner' ? row.says : undefined
  expect(pushed.terminal).toMatch(says ?? /./)
  expect(taken || (await refs()) === before).toBe(true)
})

it('takes nothing of a viewer', async () => {
  const pushed = await stage.push({}, { token: await stage.token('viewer') })
  expect(pushed.ok).toBe(false)
  expect(pushed.terminal).toContain('403')
})

it('judges by the policy of the old head', async () => {
  await reset()
  const token = tokens.get('owner') ?? ''
  const files = { 'docker-compose-team-a-web.yml': withLine('cap_add: [SYS_TIME]') }
  expect((await stage.push(files, { token })).ok).toBe(false)
  const policy = 'manifestPolicy: { stacks: { team-a-*: { capabilities: [SYS_TIME] } } }\n'
  expect((await stage.push({ 'kesako.yml': policy })).ok).toBe(true)
  expect((await stage.push(files, { token })).ok).toBe(true)
})
