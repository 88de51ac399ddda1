import { loadWorkload, startThrowawayEngine, temporaryFolder } from '../lab/index.ts'
import { commandLineRows } from './command-line-rows.ts'
import { formatRows } from './row.ts'
import { serverRows } from './server-rows.ts'

await using folder = await temporaryFolder()
await using engine = await startThrowawayEngine()
await loadWorkload(engine.host)
const rows = [
  ...(await commandLineRows(engine.host, folder.path)),
  ...(await serverRows(engine.host, folder.path)),
]
process.stdout.write(`${formatRows(rows)}\n`)
process.exitCode = rows.every(({ held }) => held) ? 0 : 1
