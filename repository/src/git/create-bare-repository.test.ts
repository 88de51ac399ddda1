import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createBareRepository } from './create-bare-repository.ts'

it('shows the files of stacks to nobody else on the machine', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kesako-bare-'))
  try {
    const path = join(folder, 'stacks.git')
    await createBareRepository(path)
    expect((await stat(path)).mode & 0o777).toBe(0o700)
  } finally {
    await rm(folder, { recursive: true })
  }
})
