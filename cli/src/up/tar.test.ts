import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { tar } from './tar.ts'

it('is read by tar as it was written', () => {
  const archive = tar([
    { path: 'bin', folder: true },
    { path: 'bin/program', mode: 0o755, content: new Uint8Array(700).fill(65) },
    { path: 'bin/sh', target: 'program' },
  ])
  const listing = execFileSync('tar', ['-tvf', '-'], { input: archive, encoding: 'utf8' })
  const lines = listing.trimEnd().split('\n')
  expect(lines.map((line) => line.replace(/\s+/g, ' ').replace(/ \d{4}-\S+ \S+ /, ' '))).toEqual(
    [
      'drwxr-xr-x 0/0 0 bin',
      '-rwxr-xr-x 0/0 700 bin/program',
      'lrwxrwxrwx 0/0 0 bin/sh -> program',
    ].map((line) => line.replace('lrwxrwxrwx', 'lrwxr-xr-x')),
  )
})
