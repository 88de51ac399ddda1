import { expect, it } from 'vitest'
import { readDefinition } from '../read-definition.ts'
import { resolveOptions } from './resolve-options.ts'

const template = `
x-options:
  required: [NAME]
  properties:
    NAME: { type: string, minLength: 2, maxLength: 4, pattern: "^[a-z]*$" }
    COUNT: { type: integer, minimum: 1, exclusiveMaximum: 9, default: 3 }
    SHARE: { type: number, exclusiveMinimum: 0, maximum: 1 }
    SIZE: { type: string, enum: [small, large] }
    FLAG: { type: boolean }
    LIST: { type: array, items: { type: integer, minimum: 0 }, minItems: 1, maxItems: 2, uniqueItems: true }
    KEY: { type: string, secret: true, minLength: 8 }
services: {}
`

const definition = readDefinition('t.yml', new TextEncoder().encode(template)).definition
const resolve = (given: Record<string, unknown>): ReturnType<typeof resolveOptions> =>
  resolveOptions(definition?.options ?? new Map(), given)

it('gives what was given, then defaults, and nothing for the rest', () => {
  const { values, problems } = resolve({ NAME: 'shop', SHARE: null, KEY: 'shop_key', LIST: [0, 1] })
  expect(problems).toEqual([])
  expect(Object.fromEntries(values)).toEqual({
    NAME: 'shop',
    COUNT: 3,
    KEY: 'shop_key',
    LIST: [0, 1],
  })
})

it.each([
  [{}, 'the option NAME is missing'],
  [{ NAME: 'shop', NAMES: 1 }, 'the definition has no option "NAMES"'],
  [{ NAME: 'shop', toString: 1 }, 'the definition has no option "toString"'],
  [{ NAME: 1 }, 'the option NAME must be text'],
  [{ NAME: 'a' }, 'the option NAME must have at least 2 characters'],
  [{ NAME: 'abcde' }, 'the option NAME must have at most 4 characters'],
  [{ NAME: 'ABC' }, 'the option NAME must fit the pattern ^[a-z]*$'],
  [{ NAME: 'a\0b' }, 'the option NAME has a character that no file can hold'],
  [{ NAME: 'x'.repeat(70_000) }, 'the option NAME must have at most 65536 characters'],
  [{ NAME: 'shop', COUNT: '3' }, 'the option COUNT must be a whole number'],
  [{ NAME: 'shop', COUNT: 1.5 }, 'the option COUNT must be a whole number'],
  [{ NAME: 'shop', COUNT: 0 }, 'the option COUNT must be at least 1'],
  [{ NAME: 'shop', COUNT: 9 }, 'the option COUNT must be below 9'],
  [{ NAME: 'shop', SHARE: 0 }, 'the option SHARE must be above 0'],
  [{ NAME: 'shop', SHARE: 2 }, 'the option SHARE must be at most 1'],
  [{ NAME: 'shop', SIZE: 'huge' }, 'the option SIZE must be one of small, large'],
  [{ NAME: 'shop', FLAG: 'yes' }, 'the option FLAG must be true or false'],
  [{ NAME: 'shop', LIST: 1 }, 'the option LIST must be a list'],
  [{ NAME: 'shop', LIST: [] }, 'the option LIST must have at least 1 items'],
  [{ NAME: 'shop', LIST: [1, 2, 3] }, 'the option LIST must have at most 2 items'],
  [{ NAME: 'shop', LIST: [1, 1] }, 'the option LIST has an item twice'],
  [{ NAME: 'shop', LIST: [1, -1] }, 'the option LIST item 2 must be at least 0'],
  [{ NAME: 'shop', LIST: [[1]] }, 'the option LIST item 1 must be a whole number'],
  [{ NAME: 'shop', KEY: 'not a name' }, 'the option KEY must be the name of a swarm secret'],
])('refuses %j', (given, message) => {
  expect(resolve(given).problems.map((problem) => problem.message)).toEqual([message])
})
