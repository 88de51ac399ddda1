import { expect, test } from 'vitest'
import { routePath } from './route-path.ts'
import { routes } from './route-table.ts'

test('parameters and query are escaped', () => {
  expect(routePath(routes.getDeployment, { id: 'a/b ?' })).toBe('/api/deployments/a%2Fb%20%3F')
  expect(routePath(routes.listDeployments, {}, { stack: 'a&b', limit: 5 })).toBe(
    '/api/deployments?stack=a%26b&limit=5',
  )
})

test('what is undefined stays out of the query', () => {
  expect(routePath(routes.createStack, {}, { dryRun: undefined })).toBe('/api/stacks')
})

test('a missing parameter is an error of the program', () => {
  expect(() => routePath(routes.getStack)).toThrow('The parameter name of /api/stacks/:name')
})
