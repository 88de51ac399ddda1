import type { AdoptedFile } from '@kesako/core'
import { access, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CliError } from '../cli-error.ts'

/** Throws where one of the files is there already: what a person wrote is never written over. */
export async function refuseExisting(folder: string, files: readonly AdoptedFile[]): Promise<void> {
  for (const { path } of files) {
    const there = await access(join(folder, path)).then(
      () => true,
      () => false,
    )
    if (there) {
      throw new CliError(
        'file-exists',
        `${join(folder, path)} is there already.`,
        'Move it, or name other stacks.',
      )
    }
  }
}

/** Writes files below a folder. What they hold may be secret, so they are the owner's alone. */
export async function writeFiles(folder: string, files: readonly AdoptedFile[]): Promise<void> {
  for (const { path, content } of files) {
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, content, { flag: 'wx', mode: 0o600 })
  }
}
