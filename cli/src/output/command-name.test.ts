import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { commandName } from './command-name.ts'

it('is the launcher as it is called from here, and a plain name without one', async () => {
  const installation = await mkdtemp(join(tmpdir(), 'kesako-command-'))
  try {
    expect(commandName({ installation, workingDirectory: installation })).toBe('kesako')
    await writeFile(join(installation, 'kesako'), '')
    expect(commandName({ installation, workingDirectory: installation })).toBe('./kesako')
    expect(commandName({ installation, workingDirectory: '/' })).toBe(join(installation, 'kesako'))
  } finally {
    await rm(installation, { recursive: true })
  }
})
