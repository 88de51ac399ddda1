import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { closingLine } from './closing-line-reporter.ts'
import { tryProgram } from './run-program.ts'
import { temporaryFolder } from './temporary-folder.ts'

const root = join(import.meta.dirname, '../..')

test.each([
  [{ passed: 12, failed: 0, skipped: 0 }, '12 passed, 0 failed'],
  [{ passed: 0, failed: 3, skipped: 1 }, '0 passed, 3 failed, 1 skipped'],
])('says %o as one line', (counts, line) => {
  expect(closingLine(counts)).toBe(line)
})

test('is the last line of a run, and counts a broken file as a failure', async () => {
  await using folder = await temporaryFolder()
  await mkdir(join(folder.path, 'cases'))
  await symlink(join(root, 'node_modules'), join(folder.path, 'node_modules'))
  await writeFile(
    join(folder.path, 'cases/mixed.test.js'),
    `import { expect, test } from 'vitest'
     test('good', () => {}); test('bad', () => expect(1).toBe(2)); test.skip('left out', () => {})`,
  )
  await writeFile(join(folder.path, 'cases/broken.test.js'), 'import "./missing.js"')
  const reporter = join(import.meta.dirname, 'closing-line-reporter.ts')
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const args = [
    vitest,
    'run',
    '--root',
    folder.path,
    '--reporter=default',
    `--reporter=${reporter}`,
  ]
  const run = await tryProgram(process.execPath, args, { cwd: folder.path })
  expect(run.code).toBe(1)
  expect(run.stdout.trimEnd().split('\n').at(-1)).toBe('1 passed, 2 failed, 1 skipped')
})
