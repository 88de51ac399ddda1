import { expect, it } from 'vitest'
import { ProgramFailed, runProgram } from './run-program.ts'

const world = { environment: { PATH: process.env['PATH'] } }

it('gives whole lines of both outputs, the last without an end too', async () => {
  const lines: string[] = []
  const script = 'printf on; sleep 0.1; printf "e\\n\\ntwo"; echo three >&2'
  await runProgram(world, 'sh', ['-c', script], (line) => lines.push(line))
  expect(lines.toSorted()).toEqual(['one', 'three', 'two'])
})

it('fails with the last lines', async () => {
  const failure = runProgram(world, 'sh', ['-c', 'seq 20; exit 3'], () => {})
  await expect(failure).rejects.toThrow(/^sh ended with code 3:\n {4}6\n[^]*\n {4}20$/)
  await expect(failure).rejects.toBeInstanceOf(ProgramFailed)
})

it('says which program is missing', async () => {
  await expect(runProgram(world, 'no-such-program', [], () => {})).rejects.toThrow(
    "no-such-program can't be run",
  )
})
