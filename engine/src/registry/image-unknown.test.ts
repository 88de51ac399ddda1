import { expect, test } from 'vitest'
import { EngineError } from '../engine-api.ts'
import { statusError } from '../engine-failure.ts'
import { isImageUnknown } from './image-unknown.ts'

const refusal = (status: number, body: string): EngineError =>
  statusError({ intent: 'ask', method: 'GET', status, body: JSON.stringify({ message: body }) })

test.each([
  [404, 'manifest unknown: manifest unknown'],
  [404, 'name unknown: repository name not known to registry'],
  [500, 'manifest unknown: manifest unknown'],
])('%i %s is one that the registry does not have', (status, message) => {
  expect(isImageUnknown(refusal(status, message))).toBe(true)
})

test.each([
  [404, 'page not found'],
  [500, 'error parsing HTTP 404 response body: invalid character "<"'],
  [500, 'Get "http://198.18.77.1:9/v2/": dial tcp 198.18.77.1:9: connect: connection refused'],
  [429, 'toomanyrequests: You have reached your pull rate limit'],
  [500, 'received unexpected HTTP status: 503 Service Unavailable'],
  [401, 'unauthorized: authentication required'],
])('%i %s says nothing of that', (status, message) => {
  expect(isImageUnknown(refusal(status, message))).toBe(false)
})

test('an engine that may not be reached says nothing of it', () => {
  expect(isImageUnknown(new EngineError('unreachable', 'manifest unknown'))).toBe(false)
})
