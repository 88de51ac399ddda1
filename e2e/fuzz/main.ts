import { randomInt } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Finding, keepFinding, readFinding } from './finding.ts'
import { fuzz } from './fuzz.ts'
import { type FuzzArguments, readArguments, USAGE } from './fuzz-arguments.ts'
import { startTrier, type Trier } from './fuzz-thread.ts'
import { minimiseInput } from './minimise-input.ts'

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  let chosen: FuzzArguments
  try {
    chosen = readArguments(args, randomInt(2 ** 31))
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return 2
  }
  if (chosen.help) {
    process.stdout.write(USAGE)
    return 0
  }
  return chosen.again === undefined ? hunt(chosen) : tryAgain(chosen.again)
}

async function hunt({ seconds, seed, corpus, out }: FuzzArguments): Promise<number> {
  const { inputs, findings } = await fuzz({ seconds, seed, folders: corpus })
  process.stdout.write(
    `${inputs} inputs in ${seconds} s, seed ${seed}: ${findings.length} findings\n`,
  )
  if (findings.length === 0) return 0
  const folder = out ?? mkdtempSync(join(tmpdir(), 'kesako-fuzz-'))
  const trier = startTrier()
  for (const finding of findings) await report(folder, finding, trier)
  await trier.end()
  return 1
}

/** Keeps it as it was found, for making it smaller can take long, and then smaller. */
async function report(folder: string, { input, fault }: Finding, trier: Trier): Promise<void> {
  const kept = keepFinding(folder, { input, fault })
  const where = `${input.target}, ${input.bytes.length} bytes`
  process.stdout.write(`\n${fault.kind}: ${fault.code} (${where})\n${fault.detail}\n${kept}\n`)
  const smaller = await minimiseInput(input, fault, trier)
  const place = keepFinding(folder, { input: smaller, fault })
  process.stdout.write(`made smaller: ${smaller.bytes.length} bytes\n${place}\n`)
}

async function tryAgain(folder: string): Promise<number> {
  const trier = startTrier()
  const fault = await trier.try(readFinding(folder))
  await trier.end()
  process.stdout.write(
    fault === undefined ? 'nothing is wrong with it\n' : `${fault.kind}: ${fault.detail}\n`,
  )
  return fault === undefined ? 0 : 1
}
