import { loadWorkload, startThrowawayEngine, temporaryFolder } from '../lab/index.ts'
import buildCommandLine from '../scenario/build-command-line.ts'
import { cachedRows } from './cached-rows.ts'
import { commandLineRows } from './command-line-rows.ts'
import { coreRows } from './core-rows.ts'
import { formatRows } from './format-rows.ts'
import type { Row } from './row.ts'
import { serverRows } from './server-rows.ts'

const SECTIONS = ['core', 'verbs', 'server'] as const

/** `--json` prints the rows for machines; names of sections measure only these. */
const json = process.argv.includes('--json')
const named = SECTIONS.filter((name) => process.argv.includes(name))
const chosen: readonly (typeof SECTIONS)[number][] = named.length === 0 ? SECTIONS : named

const rows: Row[] = []
await buildCommandLine()
await using folder = await temporaryFolder()
if (chosen.includes('core')) {
  rows.push(...(await coreRows(folder.path)), ...(await cachedRows(folder.path)))
}
if (chosen.includes('verbs') || chosen.includes('server')) {
  await using engine = await startThrowawayEngine()
  await loadWorkload(engine.host)
  if (chosen.includes('verbs')) rows.push(...(await commandLineRows(engine.host, folder.path)))
  if (chosen.includes('server')) rows.push(...(await serverRows(engine.host, folder.path)))
}
process.stdout.write(json ? `${JSON.stringify({ rows })}\n` : `${formatRows(rows)}\n`)
process.exitCode = rows.every(({ held }) => held) ? 0 : 1
