import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const knownPrograms = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
]

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A headless browser of the machine; `KESAKO_TEST_BROWSER` names another program. */
export async function browser(): Promise<Browser> {
  const named = process.env['KESAKO_TEST_BROWSER']
  const program = named ?? knownPrograms.find((path) => existsSync(path))
  if (program === undefined) {
    throw new Error(
      'no Chromium here: install the package chromium, or name a program in KESAKO_TEST_BROWSER',
    )
  }
  return await chromium.launch({ executablePath: program, headless: true, args: flags })
}
