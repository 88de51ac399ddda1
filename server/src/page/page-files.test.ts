import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readPageFiles } from './page-files.ts'

const script = 'console.log("page")\n'.repeat(100)
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kesako-page-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<p>short</p>')
  await writeFile(join(folder, 'assets/a.js'), script)
})

afterEach(() => rm(folder, { recursive: true }))

it('compresses what is long and text, where the build did not', async () => {
  const files = await readPageFiles(folder)
  expect([...files.keys()].toSorted()).toEqual(['/assets/a.js', '/index.html'])
  const packed = files.get('/assets/a.js')
  expect(brotliDecompressSync(packed?.brotli ?? '').toString()).toBe(script)
  expect(gunzipSync(packed?.gzip ?? '').toString()).toBe(script)
  expect(files.get('/index.html')).toMatchObject({ gzip: undefined, brotli: undefined })
})

it('takes the forms that lie beside a file, which are no pages of their own', async () => {
  await writeFile(join(folder, 'assets/a.js.br'), 'br of the build')
  await writeFile(join(folder, 'assets/a.js.gz'), 'gz of the build')
  await writeFile(join(folder, 'lonely.gz'), 'an archive')
  const files = await readPageFiles(folder)
  expect([...files.keys()].toSorted()).toEqual(['/assets/a.js', '/index.html', '/lonely.gz'])
  expect(files.get('/assets/a.js')?.brotli?.toString()).toBe('br of the build')
  expect(files.get('/assets/a.js')?.gzip?.toString()).toBe('gz of the build')
})

it('says what to do where there is no page', async () => {
  await expect(readPageFiles(join(folder, 'none'))).rejects.toMatchObject({
    code: 'page-unreadable',
  })
})
