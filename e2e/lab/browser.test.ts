import { expect, test } from 'vitest'
import { browser } from './browser.ts'

test('the browser of this machine runs scripts', async () => {
  await using opened = await browser()
  const page = await opened.newPage()
  await page.setContent('<button onclick="this.textContent = 6 * 7">ask</button>')
  await page.click('button')
  expect(await page.textContent('button')).toBe('42')
}, 60_000)
