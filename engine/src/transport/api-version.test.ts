import { expect, test } from 'vitest'
import { isOlder, negotiate } from './api-version.ts'

test.each([
  ['1.41', '1.41'],
  ['1.44', '1.44'],
  ['1.51', '1.51'],
  ['1.52', '1.51'],
  ['2.0', '1.51'],
])('an engine of API %s is spoken to in %s', (offered, spoken) => {
  expect(negotiate(offered)).toBe(spoken)
})

test.each([
  ['1.40', /engine speaks API 1\.40; 1\.41 \(engine 20\.10\) or later is needed/],
  ['1.9', /engine speaks API 1\.9/],
  [undefined, /not a Docker Engine/],
  ['new', /not a Docker Engine/],
])('%s is refused', (offered, message) => {
  expect(() => negotiate(offered)).toThrow(
    expect.objectContaining({ kind: 'refused', message: expect.stringMatching(message) }),
  )
})

test('versions are compared as numbers', () => {
  expect(isOlder('1.9', '1.41')).toBe(true)
  expect(isOlder('1.41', '1.41')).toBe(false)
  expect(isOlder('2.1', '1.41')).toBe(false)
})
