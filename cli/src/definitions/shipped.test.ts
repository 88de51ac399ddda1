import { resolve } from 'node:path'
import {
  convertStack,
  DEFAULT_STACK_POLICY,
  type DefinitionOption,
  loadStack,
  type OptionValue,
  readDefinition,
  renderStack,
  type StackDefinition,
} from '@kesako/core'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../input/digests.ts'
import { readShipped, shippedDefinitions } from './shipped.ts'

const INSTALLATION = resolve(import.meta.dirname, '../../..')
const names = (await shippedDefinitions(INSTALLATION)).map(({ name }) => name)

it('are these', () => {
  expect(names).toEqual([
    'migration',
    'postgres',
    'redis',
    'registry',
    'traefik',
    'web-with-database',
  ])
})

/** Only what must be given. */
function least({ options }: StackDefinition): Record<string, OptionValue> {
  const needed = [...options.values()].filter(({ required }) => required)
  return Object.fromEntries(needed.map((option) => [option.name, sample(option)]))
}

function most({ options }: StackDefinition): Record<string, OptionValue> {
  return Object.fromEntries([...options.values()].map((option) => [option.name, other(option)]))
}

function sample({ name, secret, examples, default: byDefault }: DefinitionOption): OptionValue {
  const value = secret ? `shop_${name.toLowerCase()}` : (examples[0] ?? byDefault)
  if (value === undefined) throw new Error(`${name} has no example`)
  return value
}

/** Another value than the default, where one is known. */
function other(option: DefinitionOption): OptionValue {
  const { rule } = option
  if (rule.type === 'boolean') return option.default !== true
  if (rule.type !== 'array' && rule.enum !== undefined) return rule.enum.at(-1) ?? sample(option)
  if (rule.type === 'integer' && rule.maximum !== undefined) return rule.maximum
  return sample(option)
}

describe.each(names)('%s', (name) => {
  it('has a title, a description, and an example for what must be given', async () => {
    const shipped = await readShipped(INSTALLATION, name)
    const { definition, problems } = readDefinition(name, shipped)
    expect(problems).toEqual([])
    expect(definition?.title).toBeTruthy()
    expect(definition?.description).toBeTruthy()
    for (const { title } of definition?.options.values() ?? []) expect(title).toBeTruthy()
  })

  it.each([
    ['the least that must be given', least],
    ['every option', most],
  ])('converts without a problem with %s', async (_what, choose) => {
    const bytes = await readShipped(INSTALLATION, name)
    const { definition } = readDefinition(name, bytes)
    if (definition === undefined) throw new Error('broken')
    const given = choose(definition)
    const rendered = renderStack({ name, path: name, bytes }, given, sha256)
    expect(rendered.problems).toEqual([])
    const file = new TextEncoder().encode(rendered.text ?? '')
    const loaded = loadStack({
      stack: 'shop',
      sources: [{ path: 'docker-compose-shop.yml', bytes: file }],
      variables: new Map(),
      origin: { kind: 'revision' },
      policy: DEFAULT_STACK_POLICY,
    })
    const { desired, problems } = convertStack(loaded, new Map())
    expect(problems).toEqual([])
    expect(desired?.services.length).toBeGreaterThan(0)
    await expect(rendered.text ?? '').toMatchFileSnapshot(
      `testdata/${name}/${choose === least ? 'least' : 'every-option'}.yml`,
    )
  })
})
