import { routes, type StackList, StackList as Schema } from '@kesako/contract'
import { expect, it } from 'vitest'
import { pageEtag, stackPage, type StackQuery } from './stack-page.ts'

const { answer } = routes.listStacks.example
const [shop] = Schema.parse(answer).stacks
if (shop === undefined) throw new Error('The example has no stack.')
const list: StackList = {
  ...Schema.parse(answer),
  stacks: [
    shop,
    { ...shop, name: 'mail', sync: 'drifted', services: [] },
    { ...shop, name: 'old', managed: false, sync: 'unknown', health: 'degraded', services: [] },
  ],
}
const names = (query: StackQuery): readonly string[] =>
  stackPage(list, query).stacks.map(({ name }) => name)

it.each<[StackQuery, readonly string[]]>([
  [{}, ['shop', 'mail', 'old']],
  [{ sync: ['drifted', 'unknown'] }, ['mail', 'old']],
  [{ health: ['healthy'], managed: true }, ['shop', 'mail']],
  [{ managed: false }, ['old']],
  [{ q: 'NGINX:1' }, ['shop']],
  [{ limit: 1, offset: 1 }, ['mail']],
  [{ offset: 7 }, []],
])('%j', (query, expected) => {
  expect(names(query)).toEqual(expected)
})

it('counts what was found, whatever the page', () => {
  expect(stackPage(list, { managed: true, limit: 1 }).total).toBe(2)
})

it('gives the fields that are asked for, and the name', () => {
  const page = stackPage(list, { fields: ['sync', 'nothing'] })
  expect(page.stacks[1]).toEqual({ name: 'mail', sync: 'drifted' })
  expect(Schema.parse(page).stacks[1]).toEqual({ name: 'mail', sync: 'drifted' })
})

it('has the same ETag for the same stacks, whenever they were read', () => {
  expect(pageEtag({ ...list, readAt: 'later' })).toBe(pageEtag(list))
  expect(pageEtag({ ...list, stacks: [] })).not.toBe(pageEtag(list))
})
