import { expect, it } from 'vitest'
import { openRepository } from '../open-repository.ts'
import type { StackAtRevision, StacksRepository } from '../repository-api.ts'
import { sha256, temporaryRepository } from '../testing/temporary-repository.ts'

const PATH = 'definitions/web/docker-compose-template.yml'
const template = (image = 'web'): string =>
  [
    'x-options:',
    '  required: [TAG]',
    '  properties:',
    '    TAG: { type: string }',
    '    REPLICAS: { type: integer, default: 1 }',
    'services:',
    '  web:',
    `    image: ${image}:\${TAG}`,
    '    configs: [{ source: site }]',
    '    deploy: { replicas: "${REPLICAS}" }',
    'configs:',
    '  site: { file: ./site.conf }',
    '',
  ].join('\n')
const settings = (options: unknown): string =>
  JSON.stringify({ stackDefinition: 'web', options }, null, 2)

async function withRepository(
  work: (
    push: (files: Readonly<Record<string, string | null>>) => Promise<StackAtRevision>,
    stacks: StacksRepository,
  ) => Promise<void>,
): Promise<void> {
  await using repository = await temporaryRepository()
  const stacks = openRepository({ path: repository.path, digest: sha256, variables: new Map() })
  try {
    await work(async (files) => {
      const state = await stacks.load(repository.push(files))
      const [stack] = state.stacks
      if (stack === undefined) throw new Error('no stack')
      return stack
    }, stacks)
  } finally {
    await stacks.close()
  }
}

it('settings alone are a whole stack, of which the definition is an input', async () => {
  await withRepository(async (push) => {
    const first = await push({
      'site.conf': 'x',
      [PATH]: template(),
      'stack-shop.json': settings({ TAG: 'a.b', REPLICAS: 3 }),
    })
    expect(first.problems).toEqual([])
    expect(first.inputs).toEqual([PATH, 'site.conf', 'stack-shop.json'])
    expect(first.definition).toEqual({ name: 'web', state: 'not-committed' })
    expect(first.desired?.services[0]).toMatchObject({
      Mode: { Replicated: { Replicas: 3 } },
      TaskTemplate: { ContainerSpec: { Image: 'web:a.b' } },
    })
    const second = await push({ [PATH]: template('other') })
    expect(second.inputsDigest).not.toBe(first.inputsDigest)
    expect(second.desired?.services[0]?.TaskTemplate.ContainerSpec.Image).toBe('other:a.b')
    const third = await push({ README: 'x' })
    expect(third.inputsDigest).toBe(second.inputsDigest)
  })
})

it('a committed Compose file wins, and the definition is no input then', async () => {
  await withRepository(async (push) => {
    const first = await push({
      [PATH]: template(),
      'docker-compose-shop.yml': 'services:\n  web:\n    image: mine\n',
      'stack-shop.json': settings({ TAG: '1' }),
    })
    expect(first.problems).toEqual([])
    expect(first.definition).toEqual({ name: 'web', state: 'edited' })
    expect(first.inputs).toEqual(['docker-compose-shop.yml', 'stack-shop.json'])
    const second = await push({ [PATH]: 'services: {}\n' })
    expect(second.inputsDigest).toBe(first.inputsDigest)
    expect(second.definition?.state).toBe('not-renderable')
    const third = await push({ [PATH]: null })
    expect([third.definition?.state, third.problems]).toEqual(['not-renderable', []])
  })
})

it.each([
  [
    'an option that is missing',
    { 'stack-shop.json': settings({}) },
    { code: 'option-missing', place: { file: 'stack-shop.json', line: 1, column: 1 } },
  ],
  [
    'an option of another type, at its place',
    { 'stack-shop.json': settings({ TAG: '1', REPLICAS: '3' }) },
    { code: 'option-invalid', place: { file: 'stack-shop.json', line: 5, column: 5 } },
  ],
  [
    'a definition that is not there',
    { [PATH]: null, 'stack-shop.json': settings({ TAG: '1' }) },
    { code: 'definition-missing', path: 'stackDefinition' },
  ],
  [
    'a name that leads elsewhere',
    { 'stack-shop.json': '{"stackDefinition": "../web"}' },
    { code: 'definition-missing', path: 'stackDefinition' },
  ],
  [
    'a link in place of a definition',
    { [PATH]: 'link:/etc/passwd', 'stack-shop.json': settings({ TAG: '1' }) },
    { code: 'definition-missing', path: 'stackDefinition' },
  ],
  [
    'a definition that is broken, at the place in its template',
    { [PATH]: `${template()}oops: 1\n`, 'stack-shop.json': settings({ TAG: '1' }) },
    { code: 'unknown-key', place: { file: PATH, line: 13, column: 1 } },
  ],
])('%s is a problem of the stack', async (_name, files, problem) => {
  await withRepository(async (push) => {
    const stack = await push({ 'site.conf': 'x', [PATH]: template(), ...files })
    expect(stack.desired).toBeUndefined()
    expect(stack.problems).toEqual([expect.objectContaining(problem)])
  })
})

it('lists definitions, also broken ones, and nothing that only looks like one', async () => {
  await withRepository(async (push, stacks) => {
    await push({
      [PATH]: template(),
      'definitions/broken/docker-compose-template.yml': 'x-options: 1\n',
      'definitions/a b/docker-compose-template.yml': template(),
      'definitions/docker-compose-template.yml': template(),
      'definitions/large/docker-compose-template.yml': `${template()}#${'x'.repeat(300_000)}\n`,
      'docker-compose-shop.yml': 'services:\n  web:\n    image: mine\n',
    })
    const head = await stacks.head()
    const found = head.kind === 'revision' ? await stacks.definitions(head.revision) : []
    expect(found.map(({ name, problems }) => [name, problems.map(({ code }) => code)])).toEqual([
      ['broken', ['wrong-type']],
      ['large', ['definition-too-large']],
      ['web', []],
    ])
    expect([...(found[2]?.definition?.options.keys() ?? [])]).toEqual(['TAG', 'REPLICAS'])
    expect(found[2]?.digest).toBe(sha256(template()))
    const one = head.kind === 'revision' ? await stacks.definitions(head.revision, 'web') : []
    expect(one).toEqual([found[2]])
  })
})
