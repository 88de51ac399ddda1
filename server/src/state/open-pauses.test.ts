import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../../e2e/lab/index.ts'
import { openPauses } from './open-pauses.ts'

const now = (): number => Date.parse('2026-11-23T09:41:07Z')
const since = '2026-11-23T09:41:07.000Z'

it('keeps pauses over a restart, one for each stack and one for all', async () => {
  const folder = await temporaryFolder()
  const pauses = await openPauses(folder.path, now)
  expect(pauses.list()).toEqual([])
  await pauses.pause({ stack: 'shop', by: 'ana', reason: 'first' })
  await pauses.pause({ by: 'ben' })
  await pauses.pause({ stack: 'shop', by: 'ana', reason: 'second' })
  const again = await openPauses(folder.path, now)
  expect(again.list()).toEqual([
    { by: 'ben', since },
    { stack: 'shop', by: 'ana', reason: 'second', since },
  ])
  expect(await again.resume(undefined)).toBe(true)
  expect(await again.resume(undefined)).toBe(false)
  expect(await again.resume('blog')).toBe(false)
  expect((await openPauses(folder.path, now)).list()).toHaveLength(1)
  expect((await stat(join(folder.path, 'pauses.json'))).mode & 0o777).toBe(0o600)
  await folder.remove()
})

it('says what is wrong with a file that it did not write, and leaves it', async () => {
  const folder = await temporaryFolder()
  const path = join(folder.path, 'pauses.json')
  await writeFile(path, '{"version":2}')
  await expect(openPauses(folder.path, now)).rejects.toMatchObject({ code: 'state-unreadable' })
  expect(await readFile(path, 'utf8')).toBe('{"version":2}')
  await folder.remove()
})
