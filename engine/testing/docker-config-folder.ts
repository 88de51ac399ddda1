import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '../../e2e/lab/index.ts'
import { FAKE_HELPER } from './docker-helper-cases.ts'

/** A folder with a `config.json` and, in its PATH, the helper `docker-credential-fake`. */
export interface DockerConfigFolder extends AsyncDisposable {
  readonly path: string
  readonly environment: Readonly<Record<string, string>>
  readonly write: (config: unknown) => Promise<void>
  /** What the helper was asked with since the last call of this. */
  readonly calls: () => Promise<readonly string[]>
}

export async function dockerConfigFolder(helper = FAKE_HELPER): Promise<DockerConfigFolder> {
  const folder = await temporaryFolder()
  const programs = join(folder.path, 'bin')
  const calls = join(folder.path, 'calls')
  await mkdir(programs)
  await writeFile(join(programs, 'docker-credential-fake'), helper)
  await chmod(join(programs, 'docker-credential-fake'), 0o755)
  return {
    path: folder.path,
    environment: {
      PATH: `${programs}:${process.env['PATH'] ?? ''}`,
      DOCKER_CONFIG: folder.path,
      FAKE_HELPER_CALLS: calls,
    },
    write: (config) =>
      writeFile(
        join(folder.path, 'config.json'),
        typeof config === 'string' ? config : JSON.stringify(config),
      ),
    async calls() {
      const text = await readFile(calls, 'utf8').catch(() => '')
      await writeFile(calls, '')
      return text.split('\n').filter((line) => line !== '')
    },
    [Symbol.asyncDispose]: folder.remove,
  }
}
