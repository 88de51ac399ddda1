import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { browser, runProgram } from '../lab/index.ts'
import { composeFile } from '../scenario/compose.ts'
import { openStage, type Stage } from '../scenario/stage.ts'

/** Services start, and fail, before the page shows it; a busy machine needs its time. */
const PATIENCE_MS = 100_000
vi.setConfig({ testTimeout: 3 * PATIENCE_MS })

let stage: Stage
let chromium: Browser
beforeAll(async () => {
  stage = await openStage()
  chromium = await browser()
})
afterAll(async () => {
  await chromium?.close()
  await stage?.[Symbol.asyncDispose]()
})

it('opens by the printed link, once; shows stacks with sync and health, and a push as it happens', async () => {
  const { kesako, clone, engine } = stage
  const first = await clone.push({ 'docker-compose-shop.yml': composeFile({ a: {} }) })
  await kesako.ended('shop', first)
  const link = /Log in: (\S+)/.exec(kesako.output())?.[1] ?? 'no link'
  const context = await chromium.newContext()
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(link)
  const row = (name: string, state: RegExp) =>
    page.getByRole('button', { name: new RegExp(`^${name}, ${state.source}`, 'i') })
  await row('shop', /synced, healthy, 1 of 1 task run/).waitFor()
  expect(page.url()).toBe(`${kesako.url}/`)

  // Lost by a reload: what comes now comes by itself.
  await page.evaluate("document.body.dataset.kept = 'yes'")
  const second = await clone.push(
    {
      'docker-compose-mail.yml': composeFile({ a: {} }),
      'docker-compose-sick.yml': composeFile({
        a: { command: ['fail', '3'], deploy: 'update_config:\n  monitor: 20s' },
      }),
    },
    'Begin with mail',
  )
  await row('mail', /synced, healthy, 1 of 1 task run, Begin with mail/).waitFor()
  expect((await kesako.ended('sick', second, PATIENCE_MS)).end?.outcome).toBe('failed')
  await page.getByRole('heading', { name: '1 stack needs you' }).waitFor()
  await page.getByRole('button', { name: /^sick, failed/i }).click()
  await page.getByText('failing on purpose').waitFor()
  await runProgram('docker', ['service', 'scale', '--detach', 'shop_a=0'], {
    env: { PATH: process.env['PATH'], DOCKER_HOST: engine.host, HOME: '/nonexistent' },
  })
  await row('shop', /drifted/).waitFor()
  expect(await page.evaluate('document.body.dataset.kept')).toBe('yes')
  expect(errors).toEqual([])

  const other = await chromium.newContext()
  const again = await other.newPage()
  await again.goto(link)
  await again.getByRole('alert').getByText('This login link doesn’t work any more.').waitFor()
})
