import { expect, test } from 'vitest'
import { formatGoFloat } from './go-float.ts'
import { resolvePlain } from './scalar.ts'

const at = { file: 'f', line: 1, column: 1 }

function resolved(text: string): string {
  const node = resolvePlain(text, at)
  if (node.kind === 'null') return 'null'
  if (node.kind === 'float') return `float ${formatGoFloat(node.value)}`
  return `${node.kind} ${String(node.value)}`
}

test.each([
  ['', 'null'],
  ['~', 'null'],
  ['NULL', 'null'],
  ['nULL', 'string nULL'],
  ['True', 'bool true'],
  ['yes', 'string yes'],
  ['on', 'string on'],
  ['0', 'int 0'],
  ['-0', 'int 0'],
  ['0777', 'int 511'],
  ['0o17', 'int 15'],
  ['0b11', 'int 3'],
  ['0x1F', 'int 31'],
  ['1_000', 'int 1000'],
  ['+7', 'int 7'],
  ['08', 'float 8'],
  ['18446744073709551615', 'int 18446744073709551615'],
  ['18446744073709551616', 'float 1.8446744073709552e+19'],
  ['1.10', 'float 1.1'],
  ['20.0', 'float 20'],
  ['1000000.0', 'float 1e+06'],
  ['1e3', 'float 1000'],
  ['123456789.5', 'float 1.234567895e+08'],
  ['0.00001', 'float 1e-05'],
  ['-0.0', 'float -0'],
  ['.5', 'float 0.5'],
  ['.inf', 'float +Inf'],
  ['1.2.3', 'string 1.2.3'],
  ['22:22', 'string 22:22'],
  ['12:30:45', 'string 12:30:45'],
  ['-', 'string -'],
  ['...x', 'string ...x'],
  ['2020-01-01', 'time 2020-01-01 00:00:00 +0000 UTC'],
  ['2020-1-1', 'time 2020-01-01 00:00:00 +0000 UTC'],
  ['2020-02-30', 'string 2020-02-30'],
  ['2020-01-01 10:00:00', 'time 2020-01-01 10:00:00 +0000 UTC'],
  ['2020-01-01T10:00:00.50Z', 'time 2020-01-01 10:00:00.5 +0000 UTC'],
  ['2020-01-01T10:00:00+02:00', 'time 2020-01-01 10:00:00 +0200 +0200'],
])('reads %j as %s', (text, expected) => {
  expect(resolved(text)).toBe(expected)
})
