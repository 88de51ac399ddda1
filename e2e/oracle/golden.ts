import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GOLDEN } from './oracle-case.ts'
import type { CliAnswer } from './record-cli.ts'

/** The recorded answer of a case; undefined when it was never recorded. */
export function readGolden(root: string, name: string): CliAnswer | undefined {
  const path = join(root, name, GOLDEN)
  if (!existsSync(path)) return undefined
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'))
  // Written by `writeGolden`.
  return parsed as CliAnswer
}

export function writeGolden(root: string, name: string, answer: CliAnswer): void {
  writeFileSync(join(root, name, GOLDEN), goldenText(answer))
}

/**
 * True when two answers say the same. How a refusal is worded is left to chance where a file has
 * several faults.
 */
export function sameAnswer(a: CliAnswer, b: CliAnswer): boolean {
  return goldenText(withoutRefusals(a)) === goldenText(withoutRefusals(b))
}

function withoutRefusals({ deploy, config }: CliAnswer): CliAnswer {
  return {
    deploy: deploy.code === 0 ? deploy : { code: deploy.code, stderr: '' },
    config: config.code === 0 ? config : { code: config.code, stderr: '', stdout: '' },
  }
}

function goldenText(answer: CliAnswer): string {
  return `${JSON.stringify(answer, null, 2)}\n`
}

const RECORDED_WITH = 'recorded-with.json'

/** The version of the CLI that the goldens come from. */
export function readRecordedWith(root: string): string | undefined {
  const path = join(root, RECORDED_WITH)
  if (!existsSync(path)) return undefined
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'))
  // Written by `writeRecordedWith`.
  return (parsed as { readonly cli: string }).cli
}

export function writeRecordedWith(root: string, cli: string): void {
  writeFileSync(join(root, RECORDED_WITH), `${JSON.stringify({ cli }, null, 2)}\n`)
}
