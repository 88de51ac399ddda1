import { appendFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AuditEntry } from '@kesako/contract'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../../e2e/lab/index.ts'
import { openAuditTrail } from './audit-trail.ts'

function entry(action: string): AuditEntry {
  return { at: '2026-11-23T09:41:07.000Z', by: 'ana', action, result: 'done' }
}

it('keeps entries in order, across starts, readable by its owner only', async () => {
  await using folder = await temporaryFolder()
  const trail = openAuditTrail(folder.path)
  await Promise.all(['a', 'b', 'c'].map((action) => trail.write(entry(action))))
  await openAuditTrail(folder.path).write(entry('d'))
  const actions = (await trail.read(3)).map(({ action }) => action)
  expect(actions).toEqual(['d', 'c', 'b'])
  expect((await stat(join(folder.path, 'audit.jsonl'))).mode & 0o777).toBe(0o600)
})

it('is bounded: the oldest file goes', async () => {
  await using folder = await temporaryFolder()
  const trail = openAuditTrail(folder.path, 400)
  for (let at = 0; at < 60; at++) await trail.write(entry(`a${at}`))
  expect((await readdir(folder.path)).toSorted()).toEqual(
    ['audit.jsonl', 1, 2, 3, 4].map((at) => (at === 'audit.jsonl' ? at : `audit.jsonl.${at}`)),
  )
  const actions = (await trail.read(500)).map(({ action }) => action)
  const newest = Array.from({ length: actions.length }, (_, at) => `a${59 - at}`)
  expect(actions).toEqual(newest)
  expect(actions.length).toBeLessThan(60)
})

it('leaves out what a cut left half written', async () => {
  await using folder = await temporaryFolder()
  const trail = openAuditTrail(folder.path)
  await trail.write(entry('a'))
  await appendFile(join(folder.path, 'audit.jsonl'), '{"at": "2026\n')
  await trail.write(entry('b'))
  expect((await trail.read(10)).map(({ action }) => action)).toEqual(['b', 'a'])
})
