import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { browser as startBrowser } from '../../e2e/lab/browser.ts'
import { startFixtureServer } from './fixture-server.ts'
import { scenarios, type ScenarioName } from './scenario.ts'

/** Takes a picture of every state: `node dev/screenshots.ts FOLDER [STATE…]`, after a build. */
const [folder = 'screens', ...only] = process.argv.slice(2)

interface Shot {
  readonly name: string
  readonly scenario: ScenarioName
  readonly address?: string
  readonly prepare?: (page: Page) => Promise<void>
}

const shots: readonly Shot[] = [
  ...(Object.keys(scenarios) as ScenarioName[])
    .filter((name) => name !== 'down')
    .map((name) => ({ name, scenario: name })),
  { name: 'login-expired', scenario: 'logged-out', address: '/#login=used-already' },
  { name: 'drift', scenario: 'every', address: '/?stack=shop' },
  { name: 'degraded', scenario: 'every', address: '/?stack=billing' },
  { name: 'broken', scenario: 'every', address: '/?stack=wiki' },
  { name: 'held-stack', scenario: 'every', address: '/?stack=minio' },
  { name: 'viewer-drift', scenario: 'viewer', address: '/?stack=shop' },
  {
    name: 'nothing-matches',
    scenario: 'every',
    prepare: (page) => page.fill('#filter', 'zzz'),
  },
  {
    name: 'keyboard',
    scenario: 'every',
    prepare: async (page) => {
      await page.keyboard.press('?')
      await page.waitForSelector('[role="dialog"]')
    },
  },
  {
    name: 'row-focus',
    scenario: 'every',
    prepare: async (page) => {
      for (const key of ['j', 'j', 'j']) await page.keyboard.press(key)
    },
  },
]
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 800 },
  { width: 390, height: 844 },
]

await mkdir(folder, { recursive: true })
const browser = await startBrowser()
const server = await startFixtureServer(scenarios.every)
for (const shot of shots.filter(({ name }) => only.length === 0 || only.includes(name))) {
  for (const viewport of sizes) {
    for (const colorScheme of ['light', 'dark'] as const) {
      server.play(scenarios[shot.scenario])
      const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' })
      page.on('console', (message) => {
        if (message.type() === 'error') process.stdout.write(`${shot.name}: ${message.text()}\n`)
      })
      page.on('pageerror', (error) => process.stdout.write(`${shot.name}: ${error.message}\n`))
      await page.goto(`${server.url}${shot.address ?? '/'}`)
      await page.waitForTimeout(400)
      await shot.prepare?.(page)
      await page.waitForTimeout(200)
      const path = join(folder, `${shot.name}-${viewport.width}-${colorScheme}.png`)
      await page.screenshot({ path, fullPage: true })
      await page.close()
    }
  }
}
await stale()
await browser.close()
await server.close()

/** The server goes away under an open page. */
async function stale(): Promise<void> {
  if (only.length > 0 && !only.includes('stale')) return
  for (const viewport of sizes) {
    server.play(scenarios.every)
    const page = await browser.newPage({ viewport, colorScheme: 'light' })
    await page.goto(server.url)
    await page.waitForTimeout(500)
    server.play(scenarios.down)
    await page.waitForTimeout(7500)
    await page.screenshot({ path: join(folder, `stale-${viewport.width}-light.png`) })
    await page.close()
  }
}
