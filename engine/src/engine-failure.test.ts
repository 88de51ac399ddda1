import { expect, test } from 'vitest'
import { statusError } from './engine-failure.ts'

const GRPC = 'rpc error: code ='

test.each([
  [500, `${GRPC} Unknown desc = update out of sequence`, 'stale'],
  [500, `${GRPC} Unknown desc = constraint expected one operator from ==, !=`, 'refused'],
  [500, 'network nonet not found', 'not-found'],
  [500, 'Get "https://registry/v2/": dial tcp: refused', 'failed'],
  [503, 'This node is not a swarm manager. Use "docker swarm init" …', 'no-manager'],
  [503, 'Swarm is encrypted and needs to be unlocked before it can be used.', 'no-manager'],
  [500, `${GRPC} Unknown desc = The swarm does not have a leader.`, 'no-manager'],
  [500, `${GRPC} DeadlineExceeded desc = context deadline exceeded`, 'failed'],
  [404, 'service nope not found', 'not-found'],
  [404, 'plugin "nodriver" not found', 'refused'],
  [409, `${GRPC} AlreadyExists desc = secret a already exists`, 'conflict'],
  [400, `${GRPC} FailedPrecondition desc = network a is in use by service b`, 'conflict'],
  [400, `${GRPC} InvalidArgument desc = only updates to Labels are allowed`, 'refused'],
  [403, 'bridge is a pre-defined network and cannot be removed', 'refused'],
  [501, `${GRPC} Unimplemented desc = service mode change is not allowed`, 'refused'],
  [502, '<html>Bad Gateway</html>', 'failed'],
])('%i %s', (status, message, kind) => {
  const body = JSON.stringify({ message })
  const error = statusError({ intent: 'do it', method: 'POST', status, body })
  expect(error).toMatchObject({ kind, status })
  expect(error.message).toBe(
    `Could not do it: ${message.replace(/^rpc error: code = \w+ desc = /, '')}`,
  )
})

test('takes a body that is no JSON as it is, and an empty one by its status', () => {
  const at = { intent: 'do it', method: 'GET', status: 400 }
  expect(statusError({ ...at, body: 'client is too old\n' }).message).toBe(
    'Could not do it: client is too old',
  )
  expect(statusError({ ...at, body: '' }).message).toBe('Could not do it: HTTP status 400')
})

test('never repeats credentials', () => {
  const body = '{"message":"Get \\"https://bob:hunter2@registry/v2/\\": refused"}'
  const error = statusError({ intent: 'ask', method: 'GET', status: 500, body })
  expect(error.message).toBe('Could not ask: Get "https://***@registry/v2/": refused')
})
