import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LIMIT_BYTES, readFileAsCaller } from './file-read.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kesako-file-read-'))
})
afterAll(() => rm(folder, { recursive: true }))

it('reads a file of the largest size, and says the size of a larger one', async () => {
  const path = join(folder, 'file')
  await writeFile(path, Buffer.alloc(LIMIT_BYTES, 'x'))
  expect(readFileAsCaller(path)).toMatchObject({ kind: 'file' })
  await writeFile(path, Buffer.alloc(LIMIT_BYTES + 1, 'x'))
  expect(readFileAsCaller(path)).toEqual({
    kind: 'too-large',
    sizeBytes: LIMIT_BYTES + 1,
    limitBytes: LIMIT_BYTES,
  })
})

it('stops reading what never ends', () => {
  expect(readFileAsCaller('/dev/zero')).toMatchObject({ kind: 'too-large' })
})

it.each([
  ['none', 'missing'],
  ['.', 'directory'],
])('%s is %s', (path, kind) => {
  expect(readFileAsCaller(join(folder, path))).toEqual({ kind })
})
