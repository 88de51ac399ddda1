import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import type { World } from '../world.ts'
import { callerActor } from './files-deployment.ts'

export interface GitAuthor {
  readonly name: string
  readonly email: string
}

/** Who commits by hand: as Git itself finds it, else the name of the person who is logged in. */
export async function gitAuthor(world: World, repository: string): Promise<GitAuthor> {
  const { environment } = world
  const folder = resolve(world.workingDirectory, repository)
  const name =
    environment['GIT_AUTHOR_NAME'] ||
    (await setting(world, folder, 'user.name')) ||
    callerActor(world).name
  const email =
    environment['GIT_AUTHOR_EMAIL'] ||
    (await setting(world, folder, 'user.email')) ||
    `${name.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-')}@kesako.invalid`
  return { name, email }
}

/** Undefined where Git has no such setting, or can't be run. */
function setting(world: World, folder: string, key: string): Promise<string | undefined> {
  const args = ['-C', folder, 'config', '--get', key]
  return new Promise((done) => {
    execFile('git', args, { env: { ...world.environment }, timeout: 10_000 }, (error, stdout) =>
      done(error === null ? stdout.trim() : undefined),
    )
  })
}
