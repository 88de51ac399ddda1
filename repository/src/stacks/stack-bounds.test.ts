import { expect, it } from 'vitest'
import { listEntries, type TreeEntry } from '../revision/tree-listing.ts'
import { checkBounds } from './stack-bounds.ts'
import { findStackFiles } from './stack-files.ts'

function check(count: number, sizeBytes: number): () => void {
  const entries = new Map(
    Array.from({ length: count }, (_, at): [string, TreeEntry] => {
      const path = `docker-compose-s${at}.yml`
      return [path, { path, kind: 'file', executable: false, id: 'a'.repeat(40), sizeBytes }]
    }),
  )
  return () => checkBounds(findStackFiles(entries.keys()), listEntries(entries))
}

it('lets thousands of ordinary stacks through', () => {
  expect(check(5_000, 10_000)).not.toThrow()
  expect(check(1, 100_000_000)).not.toThrow()
})

it('refuses what would keep the server busy for minutes', () => {
  expect(check(5_001, 10)).toThrow('5001 stacks, which is more than 5000')
  expect(check(100, 1_000_000)).toThrow('100000000 bytes of stacks, which is more than 64 MiB')
})
