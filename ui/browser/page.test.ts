import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FIXTURE_SECRET } from '../dev/fixture-server.ts'
import { scenarios, type ScenarioName } from '../dev/scenario.ts'
import { stack } from '../dev/stack-fixture.ts'
import { startPageUnderTest, type PageUnderTest } from './page-under-test.ts'

/** Script of the first view, compressed: the design's bar. */
const SCRIPT_LIMIT = 250 * 1000

describe('the page in a browser', { timeout: 60_000 }, () => {
  let under: PageUnderTest
  beforeAll(async () => {
    under = await startPageUnderTest()
  }, 120_000)
  afterAll(() => under.close())

  it('needs less script than the bar allows', async () => {
    const assets = join(under.folder, 'assets')
    const scripts = (await readdir(assets)).filter((name) => name.endsWith('.js'))
    const sizes = await Promise.all(
      scripts.map(async (name) => gzipSync(await readFile(join(assets, name))).byteLength),
    )
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(SCRIPT_LIMIT)
  })

  it('has nothing inline in its document', async () => {
    const html = await readFile(join(under.folder, 'index.html'), 'utf8')
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*src=)| on[a-z]+=/)
  })

  it('logs in by the link, once, and takes the secret out of the address', async () => {
    under.server.play(scenarios['logged-out'])
    const before = under.server.requests.length
    const { page, faults } = await under.open()
    await page.goto(`${under.server.url}/#login=${FIXTURE_SECRET}`)
    expect(await heading(page, '6 stacks need you')).toBe(true)
    expect(page.url()).toBe(`${under.server.url}/`)
    await page.goBack().catch(() => null)
    expect(page.url()).not.toContain(FIXTURE_SECRET)
    const asked = under.server.requests.slice(before)
    expect(asked.filter((request) => request === 'POST /api/login')).toHaveLength(1)
    expect(asked.join('\n')).not.toContain(FIXTURE_SECRET)
    expect(faults).toEqual([])
    await page.close()
  })

  it('says that a link is used up, and takes a token instead', async () => {
    under.server.play(scenarios['logged-out'])
    const { page, faults } = await under.open()
    await page.goto(`${under.server.url}/#login=used-already`)
    await page.getByRole('alert').getByText('This login link doesn’t work any more.').waitFor()
    expect(page.url()).toBe(`${under.server.url}/`)
    await page.getByLabel('Access token').fill('wrong')
    await page.keyboard.press('Enter')
    await page.getByText('Kesako doesn’t know this token.').waitFor()
    await page.getByLabel('Access token').fill(FIXTURE_SECRET)
    await page.getByRole('button', { name: 'Log in' }).click()
    expect(await heading(page, '6 stacks need you')).toBe(true)
    await page.getByRole('button', { name: 'Log out' }).first().click()
    await page.getByLabel('Access token').waitFor()
    expect(faults).toEqual([])
    await page.close()
  })

  it('works with the keyboard', async () => {
    const page = await opened(under, 'every')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Skip to the stacks')
    for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key)
    expect(await focused(page)).toMatch(/^backup/)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Details of billing' }).waitFor()
    expect(page.url()).toMatch(/\?stack=billing$/)
    await page.keyboard.press('Escape')
    await page.getByRole('region', { name: 'Details of billing' }).waitFor({ state: 'detached' })
    expect(await focused(page)).toMatch(/^billing/)
    await page.keyboard.press('/')
    await page.keyboard.type('jk?')
    expect(await page.inputValue('#filter')).toBe('jk?')
    await page.getByText('No stack matches “jk?”').waitFor()
    await page.keyboard.press('Escape')
    expect(await page.inputValue('#filter')).toBe('')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.close()
  })

  it('shows a change as soon as an event hints at it, and says it once', async () => {
    const page = await opened(under, 'well')
    expect(await heading(page, 'All is as Git says')).toBe(true)
    under.server.play({
      ...scenarios.well,
      list: {
        ...scenarios.well.list,
        stacks: scenarios.well.list.stacks.map((one) =>
          one.name === 'docs' ? stack('docs', { sync: 'drifted', syncReason: 'web runs 3' }) : one,
        ),
      },
    })
    under.server.send({ type: 'stacks-changed', at: new Date().toISOString() })
    expect(await heading(page, '1 stack needs you')).toBe(true)
    await page.locator('[data-row=docs]').getByText('Drifted').waitFor()
    expect(await page.locator('[aria-live=polite].sr').textContent()).toBe('docs: Drifted.')
    await page.close()
  })

  it('opens the stack whose button is pressed, and keeps rows in place under the pointer', async () => {
    const page = await opened(under, 'every')
    const names = page.locator('.item .name')
    await names.first().hover()
    under.server.play({
      ...scenarios.every,
      list: {
        ...scenarios.every.list,
        stacks: scenarios.every.list.stacks.map((one) =>
          one.name === 'vpn' ? stack('vpn', { health: 'missing' }) : one,
        ),
      },
    })
    under.server.send({ type: 'stacks-changed', at: new Date().toISOString() })
    expect(await heading(page, '7 stacks need you')).toBe(true)
    expect(await names.first().textContent()).toBe('billing')
    await page.getByRole('button', { name: 'Show drift: shop' }).click()
    expect(await shows(page.getByRole('region', { name: 'Details of shop' }))).toBe(true)
    expect(await focused(page)).toMatch(/^shop/)
    await page.mouse.move(0, 0)
    await expect.poll(() => names.first().textContent(), { timeout: 10_000 }).toBe('vpn')
    await page.close()
  })

  it('shows what a running deployment does', async () => {
    const page = await opened(under, 'every')
    under.server.send({
      type: 'deployment-step',
      at: new Date().toISOString(),
      stack: 'newsletter',
      deploymentId: 'n',
      step: 'converge',
      message: '2 of 3 tasks run',
    })
    const step = page.locator('[data-row=newsletter]').getByText('2 of 3 tasks run')
    expect(await shows(step)).toBe(true)
    await page.close()
  })

  it('keeps everything with its age when the server goes, and is live again when it is back', async () => {
    const page = await opened(under, 'every')
    under.server.play(scenarios.down)
    await page.getByText(/^Not connected for \d+ s\. You see what was known at/).waitFor()
    expect(await page.locator('[data-row]').count()).toBe(20)
    await page
      .locator('[data-row=docs]')
      .getByText(/^\d+ s old$/)
      .waitFor()
    under.server.play(scenarios.every)
    await page.getByRole('button', { name: 'Try now' }).click()
    await page.getByText(/^Not connected for/).waitFor({ state: 'detached' })
    await page.locator('[data-row=docs]').getByText('1 d', { exact: true }).waitFor()
    await page.close()
  })

  it('goes to the login when the session has ended', async () => {
    const page = await opened(under, 'every')
    under.server.play(scenarios['logged-out'])
    under.server.send({ type: 'stacks-changed', at: new Date().toISOString() })
    expect(await shows(page.getByLabel('Access token'))).toBe(true)
    await page.close()
  })

  it('syncs only below a plan, and not for a viewer', async () => {
    const page = await opened(under, 'every', '/?stack=shop')
    const sync = page.getByRole('button', { name: 'Put it back as Git says' })
    await sync.waitFor()
    await page.getByText('Drift: 1 change, restarts tasks of shop_web.').waitFor()
    const answered = page.waitForResponse(/\/api\/stacks\/shop\/sync$/)
    await sync.click()
    expect((await answered).status()).toBe(202)
    await page.close()

    const viewing = await opened(under, 'viewer', '/?stack=shop')
    const locked = viewing.getByRole('button', { name: 'Put it back as Git says' })
    await locked.waitFor()
    expect(await locked.isDisabled()).toBe(true)
    await viewing.getByText(/You are a viewer\. Deploying needs the role deployer/).waitFor()
    await viewing.close()
  })

  it('tells how to push the first stack', async () => {
    const page = await opened(under, 'empty')
    expect(await heading(page, 'No stack yet')).toBe(true)
    await page.getByText('git clone https://kesako.example.org/git/stacks.git').waitFor()
    await page.close()
  })

  it('says what failed and what still works', async () => {
    const page = await opened(under, 'error')
    const alert = page.getByRole('alert')
    await alert.getByText('The stacks repository cannot be read').waitFor()
    await alert.getByText(/Stacks that run keep running\./).waitFor()
    under.server.play(scenarios.well)
    await alert.getByRole('button', { name: 'Try now' }).click()
    expect(await heading(page, 'All is as Git says')).toBe(true)
    await page.close()
  })

  it('waits 150 ms before it shows the shape of what comes', async () => {
    const page = await opened(under, 'loading')
    expect(await shows(page.getByLabel('Loading the stacks'))).toBe(true)
    await page.close()
  })

  const widths = [1440, 1024, 961, 768, 390, 360]
  const shown: readonly ScenarioName[] = ['every', 'held', 'empty', 'error', 'logged-out']
  it.each(shown)('has nothing off screen: %s', async (name) => {
    const page = await opened(under, name, '/?stack=shop')
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(over, `${width} px`).toBeLessThanOrEqual(0)
    }
    await page.close()
  })
})

async function opened(under: PageUnderTest, scenario: ScenarioName, address = '/'): Promise<Page> {
  under.server.play(scenarios[scenario])
  const { page, faults } = await under.open()
  page.once('close', () => {
    if (faults.length > 0) throw new Error(faults.join('\n'))
  })
  await page.goto(`${under.server.url}${address}`)
  await page.waitForSelector('h1')
  return page
}

function heading(page: Page, name: string): Promise<boolean> {
  return shows(page.getByRole('heading', { level: 1, name, exact: true }))
}

/** True as soon as it is seen; false when it isn't within 15 s. */
async function shows(wanted: Locator): Promise<boolean> {
  return wanted.waitFor({ timeout: 15_000 }).then(
    () => true,
    () => false,
  )
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
  })
}
