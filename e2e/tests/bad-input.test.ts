import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeFile } from '../scenario/compose.ts'
import type { Files } from '../scenario/stacks-clone.ts'
import { openStage, type Stage } from '../scenario/stage.ts'
import { swarmView } from '../scenario/swarm-view.ts'

interface BadInput {
  readonly name: string
  readonly files: Files
  /** What the pusher's terminal must show, besides the word "error". */
  readonly shows: RegExp
}

const bad = 'docker-compose-bad.yml'
const withService = (line: string): Files => ({
  [bad]: `version: "3.8"\nservices:\n  a:\n    image: kesako-lab:1\n${line}\n`,
})

const CASES: readonly BadInput[] = [
  {
    name: 'broken YAML',
    files: { [bad]: 'services:\n  a: [\n' },
    shows: /docker-compose-bad\.yml:\d+:\d+/,
  },
  {
    name: 'an unknown key',
    files: withService('    comand: x'),
    shows: /docker-compose-bad\.yml:5:5: .*comand[^]*command/,
  },
  {
    name: 'a missing image',
    files: { [bad]: 'version: "3.8"\nservices:\n  a:\n    command: x\n' },
    shows: /docker-compose-bad\.yml:\d+:\d+: .*image/,
  },
  {
    name: 'a missing env file',
    files: withService('    env_file: ./none.env'),
    shows: /docker-compose-bad\.yml:5:\d+: .*none\.env/,
  },
  {
    name: 'a missing config file',
    files: {
      [bad]:
        'version: "3.8"\nservices:\n  a:\n    image: i\n    configs: [c]\nconfigs:\n  c:\n    file: ./none.conf\n',
    },
    shows: /docker-compose-bad\.yml:8:\d+: .*none\.conf/,
  },
  {
    name: 'a path that leaves the repository',
    files: {
      [bad]:
        'version: "3.8"\nservices:\n  a:\n    image: i\n    secrets: [c]\nsecrets:\n  c:\n    file: ../../etc/shadow\n',
    },
    shows: /docker-compose-bad\.yml:8:\d+: .*\.\.\/\.\.\/etc\/shadow/,
  },
  {
    name: 'a relative bind',
    files: withService('    volumes: ["./data:/data"]'),
    shows: /docker-compose-bad\.yml:5:\d+: .*\.\/data/,
  },
  {
    name: 'two files for one stack',
    files: { [bad]: composeFile({ a: {} }), 'stacks/bad/compose.yml': composeFile({ a: {} }) },
    shows: /docker-compose-bad\.yml[^]*stacks\/bad\/compose\.yml/,
  },
  {
    name: 'a stack name that Docker refuses',
    files: { 'docker-compose-b@d.yml': composeFile({ a: {} }) },
    shows: /b@d/,
  },
  {
    name: 'a file of 5 MB',
    files: { [bad]: `# ${'x'.repeat(5_000_000)}\n` },
    shows: /docker-compose-bad\.yml.*(MB|MiB|bytes)/,
  },
  {
    name: 'broken settings',
    files: { [bad]: composeFile({ a: {} }), 'stack-bad.json': '{"enabled": "no"}' },
    shows: /stack-bad\.json:1:\d+: .*enabled/,
  },
  {
    name: 'a broken kesako.yml',
    files: { 'kesako.yml': 'selfHeel: true\n' },
    shows: /kesako\.yml:1:1: .*selfHeel/,
  },
]

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  const revision = await stage.clone.push({ 'docker-compose-good.yml': composeFile({ a: {} }) })
  await stage.kesako.ended('good', revision)
})
afterAll(() => stage?.[Symbol.asyncDispose]())

describe('a push with bad input', () => {
  it.each(CASES)('$name is refused with its place and remedy', async ({ files, shows }) => {
    const { clone } = stage
    const good = (await clone.git('rev-parse', 'HEAD')).trim()
    await clone.commit(files)
    const answer = await clone.tryPush('origin', 'HEAD:main')
    await clone.git('reset', '--quiet', '--hard', good)
    expect(answer.output).toMatch(shows)
    expect(answer.output).toContain('error')
    expect(answer.ok).toBe(false)
  })

  it('a symbolic link out of the repository is refused', async () => {
    const { clone } = stage
    const good = (await clone.git('rev-parse', 'HEAD')).trim()
    await symlink('/etc/passwd', join(clone.folder, 'link.conf'))
    await clone.commit({
      [bad]:
        'version: "3.8"\nservices:\n  a:\n    image: i\n    configs: [c]\nconfigs:\n  c:\n    file: ./link.conf\n',
    })
    const answer = await clone.tryPush('origin', 'HEAD:main')
    await clone.git('reset', '--quiet', '--hard', good)
    expect(answer).toMatchObject({ ok: false })
    expect(answer.output).toMatch(/docker-compose-bad\.yml:8:\d+: .*link\.conf.*symbolic link/)
  })

  it('that acceptBroken lets in fails alone: the rest deploys, what ran keeps running', async () => {
    const { kesako, clone, engine } = stage
    await clone.push({ 'kesako.yml': 'acceptBroken: true\n', [bad]: composeFile({ a: {} }) })
    const fine = await clone.push({ 'README.md': 'x\n' })
    await kesako.settled(fine)
    const before = await swarmView(engine.host)
    const revision = await clone.push({
      [bad]: 'services:\n  a: [\n',
      'docker-compose-next.yml': composeFile({ a: {} }),
    })
    expect((await kesako.ended('next', revision)).end?.outcome).toBe('deployed')
    expect((await kesako.ended('bad', revision)).end).toMatchObject({
      outcome: 'failed',
      code: 'inputs-broken',
    })
    const after = await swarmView(engine.host)
    expect(after.versions['bad_a']).toBe(before.versions['bad_a'])
    const view = await kesako.stack('bad')
    expect(view.problems[0]?.place).toMatchObject({ file: bad })
    expect(view.health).toBe('healthy')
  })
})

describe('bad input by API', () => {
  it('is answered with file, line, column and remedy, and commits nothing', async () => {
    const { kesako } = stage
    const head = (await kesako.stacks()).revision
    const answer = await kesako.api('POST', '/stacks', {
      name: 'fresh',
      compose: 'version: "3.8"\nservices:\n  a:\n    imagee: x\n',
    })
    expect(answer.status).toBe(422)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.body).toMatchObject({
      code: 'files-invalid',
      problems: expect.arrayContaining([
        expect.objectContaining({ place: expect.objectContaining({ line: 4, column: 5 }) }),
      ]),
    })
    expect((await kesako.stacks()).revision).toBe(head)
  })

  it('a good stack is committed, deployed, and deleted again with its ETag', async () => {
    const { kesako } = stage
    const created = await kesako.api('POST', '/stacks', {
      name: 'fresh',
      compose: composeFile({ a: {} }),
    })
    expect(created.status).toBe(201)
    const { revision } = created.body as { revision: string }
    expect((await kesako.ended('fresh', revision)).end?.outcome).toBe('deployed')
    expect((await kesako.api('DELETE', '/stacks/fresh')).status).toBe(428)
    expect(
      (await kesako.api('DELETE', '/stacks/fresh', undefined, { 'if-match': '"0"' })).status,
    ).toBe(412)
    const view = await kesako.api('GET', '/stacks/fresh')
    const deleted = await kesako.api('DELETE', '/stacks/fresh', undefined, {
      'if-match': view.headers.get('etag') ?? '',
    })
    expect(deleted.status).toBe(200)
    const gone = deleted.body as { revision: string }
    expect((await kesako.ended('fresh', gone.revision)).end?.outcome).toBe('removed')
  })

  it.each([
    ['no credential', {}],
    ['a wrong token', { authorization: 'Bearer nonsense' }],
  ])('%s gets 401 and no data', async (_name, headers) => {
    const answer = await fetch(`${stage.kesako.url}/api/stacks`, { headers })
    expect(answer.status).toBe(401)
    expect(await answer.text()).not.toContain('good')
  })
})
