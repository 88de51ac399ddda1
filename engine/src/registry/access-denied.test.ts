import { expect, test } from 'vitest'
import { statusError } from '../engine-failure.ts'
import { EngineError } from '../engine-api.ts'
import { isAccessDenied } from './access-denied.ts'

const refusal = (status: number, body: string): EngineError =>
  statusError({ intent: 'ask', method: 'GET', status, body: JSON.stringify({ message: body }) })

/** All but the last two were seen on engine 20.10.24; those are what Docker Hub says. */
test.each([
  [500, 'Head "https://198.18.77.254:5000/v2/web/manifests/1": no basic auth credentials'],
  [401, 'unauthorized: authentication required'],
  [500, 'login attempt to https://198.18.77.254:5000/v2/ failed with status: 401 Unauthorized'],
  [403, 'errors:\ndenied: requested access to the resource is denied\n'],
  [500, 'Get https://registry-1.docker.io/v2/: unauthorized: incorrect username or password'],
])('%i %s is a refusal', (status, message) => {
  expect(isAccessDenied(refusal(status, message))).toBe(true)
})

test.each([
  [404, 'manifest unknown: manifest unknown'],
  [500, 'Get "http://198.18.77.1:9/v2/": dial tcp 198.18.77.1:9: connect: connection refused'],
  [500, 'x509: certificate signed by unknown authority'],
  [429, 'toomanyrequests: You have reached your pull rate limit'],
])('%i %s is none', (status, message) => {
  expect(isAccessDenied(refusal(status, message))).toBe(false)
})

test('an engine that may not be reached is none', () => {
  const error = new EngineError('unreachable', 'connect EACCES: permission denied')
  expect(isAccessDenied(error)).toBe(false)
})
