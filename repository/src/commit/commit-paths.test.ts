import { expect, it } from 'vitest'
import { parseTreeListing } from '../revision/tree-listing.ts'
import { checkChanges } from './commit-paths.ts'

const ID = 'e'.repeat(40)
const LISTING = parseTreeListing(
  Buffer.from(`100644 blob ${ID}  1\tfile\x00100644 blob ${ID}  1\tfolder/inner\0`),
)
const CONTENT = Buffer.from('x')

it.each(['new', 'file', 'folder/other', 'a/b/c', '.gitignore', 'stacks/é/compose.yml'])(
  'takes %s',
  (path) => {
    expect(() => {
      checkChanges([{ path, content: CONTENT }], LISTING)
    }).not.toThrow()
  },
)

it.each([
  '',
  '/etc/passwd',
  '../x',
  'a/../b',
  'a//b',
  './a',
  'a/',
  '.git/config',
  'a/.GIT/hooks',
  'a/.git./x',
  'git~1/x',
  'a\\b',
  'a\nb',
  'x'.repeat(2_000),
  'file/inner',
  'folder',
])('refuses %j', (path) => {
  expect(() => {
    checkChanges([{ path, content: CONTENT }], LISTING)
  }).toThrow(expect.objectContaining({ code: 'path-refused' }))
})

it('refuses one path twice', () => {
  const change = { path: 'a', content: CONTENT }
  expect(() => {
    checkChanges([change, change], LISTING)
  }).toThrow('twice')
})

it('lets a file become a folder and a folder a file', () => {
  expect(() => {
    checkChanges(
      [
        { path: 'file', content: null },
        { path: 'file/inner', content: CONTENT },
        { path: 'folder/inner', content: null },
        { path: 'folder', content: CONTENT },
      ],
      LISTING,
    )
  }).not.toThrow()
})
