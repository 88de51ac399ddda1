import { expect, it } from 'vitest'
import { redactUrls } from './redact-url.ts'

it.each([
  ['fatal: https://me:hunter2@git.test/a.git', 'fatal: https://(redacted)@git.test/a.git'],
  ['https://token@git.test/a', 'https://(redacted)@git.test/a'],
  ['https://me:p@ss@git.test/a', 'https://(redacted)@git.test/a'],
  ['https://git.test/a?private_token=abc&b=1', 'https://git.test/a?private_token=(redacted)&b=1'],
  ['https://git.test/a@b', 'https://git.test/a@b'],
  ['no url, me@example.test', 'no url, me@example.test'],
])('%s', (text, redacted) => {
  expect(redactUrls(text)).toBe(redacted)
})

it('takes no longer for a megabyte of one word', () => {
  const before = performance.now()
  redactUrls('a'.repeat(1_000_000))
  expect(performance.now() - before).toBeLessThan(1_000)
})
