import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from '../world.ts'

/** How this person calls Kesako: by the checkout's launcher, or by its name where there is none. */
export function commandName({
  installation,
  workingDirectory,
}: Pick<World, 'installation' | 'workingDirectory'>): string {
  const launcher = join(installation, 'kesako')
  if (!existsSync(launcher)) return 'kesako'
  return workingDirectory === installation ? './kesako' : launcher
}
