import { expect, it } from 'vitest'
import { cpuOfChildren } from './program-race.ts'
import { pushMoments } from './push-moment.ts'
import { residentMegabytes, vmRss } from './resident-memory.ts'

it('reads processor time of children, whatever the name of the program', () => {
  const stat = '7 (a) b) S 1 7 7 0 -1 4194304 1 2 3 4 10 20 30 12 20 0 11 0 99 100 5'
  expect(cpuOfChildren(stat)).toBe((30 + 12) * 10)
})

it('reads resident memory, and says so where there is none', async () => {
  expect(vmRss('Name:\tnode\nVmRSS:\t  100000 kB\nVmData:\t 5 kB\n')).toBe(102.4)
  expect(() => vmRss('Name:\tnode\n')).toThrow('ended')
  expect(await residentMegabytes(process.pid)).toBeGreaterThan(10)
})

it('finds the moments of pushes among all else that a server says', () => {
  const output = [
    'Kesako answers at http://127.0.0.1:8080',
    '{"level":"info","time":"2026-01-01T00:00:00.250Z","msg":"push taken","by":"admin"}',
    '{"level":"info","time":"2026-01-01T00:00:01.000Z","msg":"push refused"}',
    '{"level":"info","time":"2026-01-01T00:00:02.000Z","msg":"push taken"}',
    '{"level":"info","time":"2026-01',
  ].join('\n')
  const first = Date.UTC(2026, 0, 1) + 250
  expect(pushMoments(output)).toEqual([first, first + 1750])
})
