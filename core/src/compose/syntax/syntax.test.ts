import { expect, test } from 'vitest'
import { isAddress } from './address.ts'
import { parseCpus } from './cpus.ts'
import { parseDuration } from './duration.ts'
import { tagImage } from './image-reference.ts'
import { expandPorts, parsePortSpec } from './port-spec.ts'
import { checkRestart, parseRestart } from './restart.ts'
import { splitWords } from './shell-words.ts'
import { parseSize } from './size.ts'
import { parseVolume } from './volume-spec.ts'

test.each([
  ['1m30s', 90e9],
  ['1.5h', 5400e9],
  ['.5s', 5e8],
  ['1us', 1000],
  ['1µs', 1000],
  ['-1s', -1e9],
  ['0', 0],
  ['', undefined],
  ['10', undefined],
  ['1d', undefined],
  ['.s', undefined],
  ['9999999h', undefined],
  ['0.3333333333333333333h', 1200e9],
  ['2562047h', 9_223_369_200_000_000_000],
  ['9223372036854775807ns', undefined],
  ['-0', 0],
])('the duration %j is %s', (text, expected) => {
  expect(parseDuration(text)).toBe(expected)
})

test.each([
  ['50M', 52_428_800],
  ['1.5gb', 1_610_612_736],
  ['10 KiB', 10_240],
  ['1.7b', 1],
  ['1e3', 1000],
  ['10mx', undefined],
  ['-1', undefined],
  ['-0', 0],
  ['1_000', 1000],
  ['1__0', undefined],
  ['8191p', undefined],
  ['', undefined],
  ['9'.repeat(30), undefined],
])('the size %j is %s', (text, expected) => {
  expect(parseSize(text)).toBe(expected)
})

test.each([
  ['0.5', 500_000_000],
  ['1/4', 250_000_000],
  ['1e-1', 100_000_000],
  ['0x10', 16_000_000_000],
  ['.25', 250_000_000],
  ['0x1.8', 1_500_000_000],
  ['0x1p-2', 250_000_000],
  ['3p-1', 1_500_000_000],
  ['0b1e1', 10_000_000_000],
  ['0e99999', 0],
  ['1e9', 1e18],
  ['1e10', undefined],
  ['1e99999', undefined],
  ['0x1e+5', undefined],
  ['1_.5', undefined],
  ['1/3', undefined],
  ['1/0', undefined],
  ['x', undefined],
  ['.', undefined],
])('%j are %s billionths of a CPU', (text, expected) => {
  const parsed = parseCpus(text)
  expect('nano' in parsed ? parsed.nano : undefined).toBe(expected)
})

test.each([
  ['redis', 'redis:latest'],
  ['docker.io/library/redis:7', 'redis:7'],
  ['index.docker.io/a/b', 'a/b:latest'],
  ['a.b_c/d', 'a.b_c/d:latest'],
  ['[::1]:5000/x', '[::1]:5000/x:latest'],
  ['localhost/x', 'localhost/x:latest'],
  ['host:5000/x:1', 'host:5000/x:1'],
  [`x@sha256:${'a'.repeat(64)}`, `x@sha256:${'a'.repeat(64)}`],
  [`x:1@sha256:${'a'.repeat(64)}`, `x:1@sha256:${'a'.repeat(64)}`],
  ['f'.repeat(64), 'f'.repeat(64)],
  ['Redis', undefined],
  ['', undefined],
  ['x:', undefined],
  ['a___b', undefined],
  ['x@sha256:abc', undefined],
  [`x@sha512:${'a'.repeat(64)}`, undefined],
])('the image %j is sent as %j', (text, expected) => {
  const tagged = tagImage(text)
  expect('image' in tagged ? tagged.image : undefined).toBe(expected)
})

test.each([
  ['a \'b c\' "d \\" e" f\\ g # h', ['a', 'b c', 'd " e', 'f g']],
  ['a#b', ['a#b']],
  ['a #b\nc', ['a', 'c']],
  ["''", ['']],
  ['', []],
  ["a 'b", undefined],
  ['a\\', undefined],
])('splits %j into words', (line, expected) => {
  expect(splitWords(line)).toEqual(expected)
})

test.each([
  ['80', 'tcp 80 0'],
  ['8080:80/UDP', 'udp 80 8080'],
  ['127.0.0.1:1:2', 'tcp 2 1'],
  ['8-10', 'tcp 10 0, tcp 8 0, tcp 9 0'],
  ['5000-5001:6', 'tcp 6 5000, tcp 6 5001'],
  ['1-2:3-5', undefined],
  ['70000', undefined],
  ['80/foo', undefined],
  ['1.2.3:80:80', undefined],
  [':', undefined],
])('the ports of %j are %s', (text, expected) => {
  const parsed = parsePortSpec(text)
  const ports = 'target' in parsed ? expandPorts(parsed) : undefined
  const shown = ports?.map(
    ({ protocol, target, published }) => `${protocol} ${target} ${published}`,
  )
  expect(shown?.join(', ')).toBe(expected)
})

test.each([
  ['v:/data', 'volume  v:/data'],
  ['vol:/data:ro', 'volume vol /data ro'],
  ['./a:/b', 'bind ./a /b'],
  ['C:\\a:/b', 'bind C:\\a /b'],
  ['/a', 'volume  /a'],
  ['x', 'volume  x'],
  ['a:b:c', 'bind a:b c'],
  ['/a:', undefined],
  ['/a:/b:/c:/d', undefined],
])('the volume %j is %j', (text, expected) => {
  const parsed = parseVolume(text)
  const shown = 'type' in parsed ? [parsed.type, parsed.source, parsed.target] : undefined
  const readOnly = 'type' in parsed && parsed.readOnly ? ' ro' : ''
  expect(shown === undefined ? undefined : `${shown.join(' ')}${readOnly}`).toBe(expected)
})

test.each(['1.2.3.4', '::', '::1', 'fe80::1', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4'])(
  '%s is an address',
  (text) => {
    expect(isAddress(text)).toBe(true)
  },
)

test.each(['', '1.2.3', '256.1.1.1', '01.1.1.1', ':', '1::2::3', '1:2:3', 'g::'])(
  '%j is no address',
  (text) => {
    expect(isAddress(text)).toBe(false)
  },
)

test.each([
  ['', { kind: 'none' }],
  ['no', { kind: 'none' }],
  ['no:3', { kind: 'none' }],
  ['always', { kind: 'any' }],
  ['always:', { kind: 'any' }],
  ['unless-stopped:1', { kind: 'any' }],
  ['on-failure', { kind: 'on-failure', attempts: 0 }],
  ['on-failure:+3', { kind: 'on-failure', attempts: 3 }],
  ['on-failure:03', { kind: 'on-failure', attempts: 3 }],
])('the restart policy %j is %j', (text, expected) => {
  expect(parseRestart(text)).toEqual(expected)
})

test.each([
  ['none', 'restart-policy'],
  [':3', 'restart-policy'],
  ['always:x', 'restart-policy'],
  ['a:b:c', 'restart-policy'],
  ['on-failure: 3', 'restart-policy'],
  ['on-failure:-1', 'restart-count'],
  ['on-failure:9223372036854775807', 'restart-count'],
])('the restart policy %j is refused as %s', (text, code) => {
  expect(checkRestart(text)).toMatchObject({ code })
})
