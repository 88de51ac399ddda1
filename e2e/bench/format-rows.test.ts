import { expect, it } from 'vitest'
import { formatRows } from './format-rows.ts'
import { judge } from './row.ts'

it('prints a table with columns of one width', () => {
  const table = formatRows([
    judge({
      work: 'convert',
      unit: 'ms',
      ours: 110.4,
      spread: [100, 150.26],
      cpuMs: 90,
      beside: { what: 'docker', value: 30, cpuMs: 25 },
      bar: { kind: 'at-most-times', times: 4 },
    }),
    judge({
      work: 'a pass',
      unit: 'ms',
      ours: 10,
      beside: { what: 'docker', value: 1000 },
      bar: { kind: 'times-faster', times: 50 },
      fault: '3 writes',
    }),
    judge({ work: 'memory', unit: 'MB', ours: 151, bar: { kind: 'under', value: 150 } }),
  ])
  const lines = table.split('\n')
  expect(new Set(lines.map((line) => line.length)).size).toBe(1)
  expect(lines.map((line) => line.replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-'))).toEqual([
    '| work | Kesako | beside | ratio | bar | held |',
    '| - | - | - | - | - | - |',
    '| convert | 110 ms (100 to 150), CPU 90.0 | docker: 30.0 ms, CPU 25.0 | 3.68x | <= 4x | yes |',
    '| a pass | 10.0 ms; 3 writes | docker: 1000 ms | 100x faster | >= 50x faster | NO |',
    '| memory | 151 MB | | | < 150 MB | NO |',
  ])
})
