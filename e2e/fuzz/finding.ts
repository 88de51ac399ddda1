import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault, FuzzInput } from './fuzz-input.ts'

/** An input that fails. */
export interface Finding {
  readonly input: FuzzInput
  readonly fault: Fault
}

/** Writes a finding into a folder of its own, with how to see it again, and returns the folder. */
export function keepFinding(root: string, { input, fault }: Finding): string {
  const digest = createHash('sha256').update(input.bytes).digest('hex').slice(0, 8)
  const folder = join(root, `${fault.kind}-${digest}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'input'), input.bytes)
  for (const [index, bytes] of input.beside.entries()) {
    writeFileSync(join(folder, `beside-${index}`), bytes)
  }
  const { target } = input
  const reproduce = `npm run fuzz -- --again ${folder}`
  writeFileSync(
    join(folder, 'finding.json'),
    `${JSON.stringify({ target, ...fault, reproduce }, null, 2)}\n`,
  )
  return folder
}

/** The input of a folder that `keepFinding` wrote. */
export function readFinding(folder: string): FuzzInput {
  // Written by `keepFinding`.
  const { target } = JSON.parse(readFileSync(join(folder, 'finding.json'), 'utf8')) as FuzzInput
  const beside = readdirSync(folder)
    .filter((name) => name.startsWith('beside-'))
    .toSorted()
    .map((name) => readFileSync(join(folder, name)))
  return { target, bytes: readFileSync(join(folder, 'input')), beside }
}
