import { expect, it } from 'vitest'
import { lookup, parseTreeListing } from './tree-listing.ts'

const ID = 'b'.repeat(40)
const LISTING = parseTreeListing(
  Buffer.from(
    [
      `100644 blob ${ID}      12\tdocker-compose-web.yml`,
      `100755 blob ${ID}       0\tfiles/deep/run me.sh`,
      `120000 blob ${ID}       4\tlink`,
      `160000 commit ${ID}       -\tother`,
      `100644 blob ${ID} 1048577\tbig`,
      `100644 blob ${ID} 1048576\tlargest`,
      `100644 blob ${ID}       3\tline\nbreak`,
      '',
    ].join('\0'),
  ),
)

it.each([
  ['docker-compose-web.yml', 'file'],
  ['files/deep/run me.sh', 'file'],
  ['line\nbreak', 'file'],
  ['largest', 'file'],
  ['big', 'too-large'],
  ['link', 'symlink'],
  ['link/through', 'symlink'],
  ['other', 'directory'],
  ['files', 'directory'],
  ['files/deep', 'directory'],
  ['', 'directory'],
  ['../docker-compose-web.yml', 'outside'],
  ['files/../../x', 'outside'],
  ['/etc/passwd', 'outside'],
  ['files/none', 'missing'],
  ['docker-compose-web.yml/x', 'missing'],
])('finds %j as %s', (path, kind) => {
  expect(lookup(LISTING, path).kind).toBe(kind)
})

it('keeps size and executable flag', () => {
  expect(LISTING.entries.get('files/deep/run me.sh')).toMatchObject({
    executable: true,
    sizeBytes: 0,
  })
  expect(LISTING.entries.get('big')?.sizeBytes).toBe(1_048_577)
})
