import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockHolder, takeLock } from './process-lock.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kesako-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('names the living holder and refuses a second one', async () => {
  const path = join(folder, 'lock')
  const lock = await takeLock(path, process.ppid)
  await lock.publish('http://127.0.0.1:8080')
  expect(await lockHolder(path)).toMatchObject({
    processId: process.ppid,
    url: 'http://127.0.0.1:8080',
  })
  await expect(takeLock(path, process.pid)).rejects.toThrow(`process ${process.ppid}`)
})

it('takes over from a process that is gone, even when its id lives again', async () => {
  const path = join(folder, 'lock')
  await writeFile(path, `${process.ppid} 1 http://127.0.0.1:8080\n`)
  const lock = await takeLock(path, process.pid)
  expect((await lockHolder(path))?.processId).toBe(process.pid)
  await lock.release()
  expect(await lockHolder(path)).toBeUndefined()
})

it('is given to one of several that come at the same time', async () => {
  const path = join(folder, 'lock')
  const two = await Promise.allSettled([takeLock(path, process.pid), takeLock(path, process.ppid)])
  expect(two.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await writeFile(path, '1 1 http://127.0.0.1:8080\n')
  const stale = await Promise.allSettled([
    takeLock(path, process.pid),
    takeLock(path, process.ppid),
  ])
  expect(stale.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

it('may be taken again by its holder, and leaves no other file', async () => {
  const path = join(folder, 'lock')
  await takeLock(path, process.pid)
  const again = await takeLock(path, process.pid)
  await again.publish('http://127.0.0.1:8080')
  expect((await lockHolder(path))?.url).toBe('http://127.0.0.1:8080')
  expect(await readdir(folder)).toEqual(['lock'])
})
