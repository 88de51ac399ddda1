import { expect, test } from 'vitest'
import { connectionError } from './connection-failure.ts'

function failed(code: string, message = code): Error {
  return Object.assign(new Error(message), { code })
}

test.each([
  [
    'ENOENT',
    'unreachable',
    /there is no engine at unix:\/\/\/run\/d\.sock\. Start Docker, or set DOCKER_HOST/,
  ],
  ['ECONNREFUSED', 'unreachable', /nothing listens at .*Start Docker/],
  ['ECONNRESET', 'unreachable', /broke\. The engine may have stopped/],
  ['EPIPE', 'unreachable', /broke/],
  ['ENOTFOUND', 'unreachable', /can't be resolved/],
  ['EHOSTUNREACH', 'unreachable', /Check the network/],
  ['EACCES', 'refused', /Run as root or as a member of the group/],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'refused', /Check DOCKER_CERT_PATH/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'refused', /don't fit/],
  ['HPE_INVALID_CONSTANT', 'unreachable', /HPE_INVALID_CONSTANT .*Check that the engine runs/],
])('%s is %s', (code, kind, message) => {
  const error = connectionError(failed(code), 'list the tasks', 'unix:///run/d.sock')
  expect(error).toMatchObject({ kind, message: expect.stringMatching(message) })
  expect(error.message).toMatch(/^Could not list the tasks: /)
})

test('several addresses that failed are told by the first', () => {
  const both = new AggregateError([failed('ECONNREFUSED'), failed('ENETUNREACH')])
  expect(connectionError(both, 'do it', 'tcp://localhost:2375').message).toContain(
    'nothing listens',
  )
})
