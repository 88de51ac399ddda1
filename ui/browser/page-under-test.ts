import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { browser as startBrowser } from '../../e2e/lab/browser.ts'
import { startFixtureServer, type FixtureServer } from '../dev/fixture-server.ts'
import { scenarios } from '../dev/scenario.ts'

/** The page, built from the sources as they are, in a real browser in front of the fixture server. */
export interface PageUnderTest {
  readonly server: FixtureServer
  readonly browser: Browser
  readonly folder: string
  /** A page in a browser of its own; whatever it logs as an error or asks of another host is in `faults`. */
  open(): Promise<OpenedPage>
  close(): Promise<void>
}

export interface OpenedPage {
  readonly page: Page
  readonly faults: string[]
}

export async function startPageUnderTest(): Promise<PageUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'kesako-page-'))
  await build({
    root: fileURLToPath(new URL('..', import.meta.url)),
    mode: 'production',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  })
  const server = await startFixtureServer(scenarios.every, { pageFolder: folder })
  const browser = await startBrowser()
  return {
    server,
    browser,
    folder,
    async open() {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => {
        // The browser itself logs every status from 400 up; those belong to the scenario.
        const expected = message.text().startsWith('Failed to load resource')
        if (message.type() === 'error' && !expected) faults.push(message.text())
      })
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url)) faults.push(`asks ${request.url()}`)
      })
      return { page, faults }
    },
    async close() {
      await browser.close()
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
