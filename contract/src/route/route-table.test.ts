import { expect, test } from 'vitest'
import { PROBLEM_CODES } from '../problem/problem-code.ts'
import type { Route } from './route.ts'
import { problemsOf, routes } from './route-table.ts'

const table: readonly (readonly [string, Route])[] = Object.entries(routes)

test.each(table)('the example of %s is what the route takes', (_id, route) => {
  const { params, query, body } = route.example
  expect(() => {
    route.params?.parse(params)
    route.query?.parse(query ?? {})
    route.body?.parse(body)
  }).not.toThrow()
})

const answered = table.flatMap(([id, { answer, example }]) =>
  'schema' in answer && example.answer !== undefined
    ? [[id, answer.schema, example.answer] as const]
    : [],
)

test.each(answered)('the example of %s is what the route answers', (_id, schema, example) => {
  expect(schema.parse(example)).toEqual(example)
})

test.each(table)('%s names its parameters, and no other route has its address', (_id, route) => {
  const named = [...route.path.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1])
  expect(Object.keys(route.params?.shape ?? {})).toEqual(named)
  const same = table.filter(
    ([, other]) =>
      other.method === route.method &&
      other.path.replaceAll(/:\w+/g, ':') === route.path.replaceAll(/:\w+/g, ':'),
  )
  expect(same).toHaveLength(1)
})

test('only these routes need no credential', () => {
  const open = table.filter(([, route]) => route.role === 'none').map(([id]) => id)
  expect(open).toEqual(['login', 'logout', 'getHealth', 'getReadiness'])
})

test('a viewer changes nothing but its own log-in', () => {
  const writes = table.filter(([, route]) => route.method !== 'GET' && route.role === 'viewer')
  expect(writes.map(([id]) => id)).toEqual(['createLoginLink', 'validateStack', 'renderDefinition'])
})

test.each(table)('every problem of %s has a status', (_id, route) => {
  for (const code of problemsOf(route)) expect(PROBLEM_CODES[code].status).toBeGreaterThan(399)
})
