import { browser as startBrowser } from '../../e2e/lab/browser.ts'
import { startFixtureServer } from './fixture-server.ts'
import { scenarios } from './scenario.ts'

/**
 * Measures the first view of 200 stacks: `node dev/first-view.ts [RUNS]`, after a build. Prints, in
 * milliseconds from the start of navigation, the medians of the first screenful and of the last row.
 */
const runs = Number(process.argv[2] ?? 7)
const watchRows = `(() => {
  const at = (window.__rows = {})
  const look = () => {
    if (at.first === undefined && document.querySelector('[data-row=stack-020]')) at.first = performance.now()
    if (document.querySelector('[data-row=stack-199]')) at.last = performance.now()
    else requestAnimationFrame(look)
  }
  look()
})()`

const server = await startFixtureServer(scenarios.many)
const browser = await startBrowser()
const first: number[] = []
const last: number[] = []
for (let run = 0; run < runs; run++) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript(watchRows)
  await page.goto(server.url)
  await page.locator('[data-row=stack-199]').waitFor({ state: 'attached' })
  await page.waitForTimeout(200)
  const rows: { first: number; last: number } = await page.evaluate('window.__rows')
  first.push(rows.first)
  last.push(rows.last)
  await page.close()
}
await browser.close()
await server.close()
process.stdout.write(`first screenful ${median(first)} ms, last row ${median(last)} ms\n`)

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN)
}
