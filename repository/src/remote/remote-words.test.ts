import { expect, it } from 'vitest'
import { remoteFailed } from './remote-words.ts'

const URL = 'https://127.0.0.1:40413/ssl/certificate.git'

it.each([
  [`fatal: unable to access '${URL}/': Empty reply from server`, 'remote-unreachable'],
  [
    `fatal: unable to access '${URL}/': The requested URL returned error: 403`,
    'remote-access-denied',
  ],
  [`fatal: Authentication failed for '${URL}/'`, 'remote-access-denied'],
  [`fatal: repository '${URL}/' not found`, 'remote-access-denied'],
  ['Host key verification failed.', 'remote-not-trusted'],
  [
    `fatal: unable to access '${URL}/': server certificate verification failed. CAfile: none`,
    'remote-not-trusted',
  ],
  ['fatal: write error: File too large', 'remote-too-large'],
  ['', 'remote-unreachable'],
])('%s: %s', (stderr, code) => {
  expect(remoteFailed(URL, stderr, undefined)).toMatchObject({ code })
})

it('has no secret and no control character in its words', () => {
  const { message } = remoteFailed(
    URL,
    'remote: \u001b[31mno, s3cret\u0007!\nremote: go away',
    's3cret',
  )
  expect(message).toBe(`${URL} can't be reached: no, (redacted) !; go away`)
})
