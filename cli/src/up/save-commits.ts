import { execFile } from 'node:child_process'
import { chmod } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { DataFolder } from '../serve/data-folder.ts'
import type { World } from '../world.ts'
import { SAMPLE_AUTHOR } from './first-commit.ts'

const execute = promisify(execFile)

/**
 * Writes all branches and the journal into a bundle beside the data folder, readable by its owner
 * only. Undefined where nobody committed anything but the sample.
 */
export async function saveCommits(world: World, data: DataFolder): Promise<string | undefined> {
  const git = (...args: readonly string[]): Promise<string> => gitOutput(world, data, args)
  const emails = await git('log', '--branches', '--format=%ae').catch(() => '')
  if (emails.split('\n').every((email) => email === '' || email === SAMPLE_AUTHOR.email)) {
    return undefined
  }
  const when = new Date(world.now()).toISOString().replaceAll(/[-:]|\..*/g, '')
  const bundle = join(dirname(data.path), `kesako-stacks-${when}.bundle`)
  await git('bundle', 'create', '--quiet', bundle, '--all')
  await chmod(bundle, 0o600)
  return bundle
}

async function gitOutput(world: World, data: DataFolder, args: readonly string[]): Promise<string> {
  const { stdout } = await execute(
    'git',
    ['-c', `safe.directory=${data.repository}`, '-C', data.repository, ...args],
    {
      maxBuffer: 64 * 1024 * 1024,
      env: {
        PATH: world.environment['PATH'],
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
      },
    },
  )
  return stdout.trim()
}
