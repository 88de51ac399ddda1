import { mkdir, realpath, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { tryProgram } from '../lab/run-program.ts'
import { temporaryFolder } from '../lab/temporary-folder.ts'
import type { OracleCase } from '../oracle/oracle-case.ts'
import { environmentOf } from '../oracle/record-cli.ts'

/** The files of a case on disk, for `docker stack deploy`. */
export interface CaseOnDisk extends AsyncDisposable {
  readonly workingDirectory: string
  /** Deploys the case as the stack of this name; throws with what the CLI says. */
  readonly deploy: (program: string, host: string, stack: string) => Promise<void>
}

export async function writeCase(given: OracleCase): Promise<CaseOnDisk> {
  const folder = await temporaryFolder()
  const root = await realpath(folder.path)
  const workingDirectory = join(root, 'a/b/c/w')
  await mkdir(workingDirectory, { recursive: true })
  for (const [path, content] of given.files) {
    const target = join(workingDirectory, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, content)
  }
  return {
    workingDirectory,
    async deploy(program, host, stack) {
      const files = given.composeFiles.flatMap((file) => ['-c', join(workingDirectory, file)])
      const options = ['--detach=true', '--resolve-image=never', ...files]
      const global = ['--config', join(root, 'no-settings'), '--host', host]
      const { code, stderr } = await tryProgram(
        program,
        [...global, 'stack', 'deploy', ...options, stack],
        { cwd: workingDirectory, env: environmentOf(given) },
      )
      if (code !== 0) throw new Error(stderr.trim())
    },
    [Symbol.asyncDispose]: () => folder.remove(),
  }
}
