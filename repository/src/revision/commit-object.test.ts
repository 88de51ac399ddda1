import { expect, it } from 'vitest'
import { parseCommit } from './commit-object.ts'

const TREE = 'c'.repeat(40)
const PARENT = 'd'.repeat(40)
const COMMITTER = 'committer Kesako <k@k> 1700000001 +0000'

it('reads tree, parents, author and subject', () => {
  const body = `tree ${TREE}\nparent ${PARENT}\nauthor Ada L. <ada@x.test> 1700000000 +0530\n${COMMITTER}\ngpgsig -----BEGIN\n tree not-this\n\nFirst line\nand its rest\n\nBody\n`
  expect(parseCommit('abc', Buffer.from(body))).toEqual({
    tree: TREE,
    parents: [PARENT],
    info: {
      revision: 'abc',
      author: 'Ada L.',
      email: 'ada@x.test',
      date: '2023-11-14T22:13:20.000Z',
      subject: 'First line and its rest',
    },
  })
})

it.each([
  ['author  <> 0 +0000', { author: '', email: '', date: '1970-01-01T00:00:00.000Z' }],
  ['author broken', { author: '', email: '', date: '1970-01-01T00:00:00.000Z' }],
  ['author A <a@b> 99999999999999999 +0000', { author: 'A', date: '1970-01-01T00:00:00.000Z' }],
])('survives %j', (author, info) => {
  const body = Buffer.from(`tree ${TREE}\n${author}\n${COMMITTER}\n\n`)
  expect(parseCommit('abc', body).info).toMatchObject({ ...info, subject: '' })
})

it.each([
  ['First line \n and its rest\n \t\nBody', 'First line and its rest'],
  ['\n\nLate', 'Late'],
  ['', ''],
])('takes the first paragraph of %j', (message, subject) => {
  expect(parseCommit('abc', Buffer.from(`tree ${TREE}\n\n${message}`)).info.subject).toBe(subject)
})

it('reads a megabyte of spaces as fast as of anything else', () => {
  const before = performance.now()
  parseCommit('abc', Buffer.from(`tree ${TREE}\n\na${' '.repeat(1_000_000)}b`))
  expect(performance.now() - before).toBeLessThan(1_000)
})
