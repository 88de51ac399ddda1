import { mkdir, realpath, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type ProgramResult, tryProgram } from '../lab/run-program.ts'
import { temporaryFolder } from '../lab/temporary-folder.ts'
import { type Bodies, comparableBodies } from './bodies.ts'
import type { OracleCase } from './oracle-case.ts'
import type { RecordingEngine } from './recording-engine.ts'

/** What the docker CLI made of a case. */
export interface CliAnswer {
  readonly deploy: {
    readonly code: number
    readonly stderr: string
    /** Absent where the CLI refuses, also when it had created half of it by then. */
    readonly bodies?: Bodies
  }
  readonly config: {
    readonly code: number
    readonly stderr: string
    /** The merged file in the CLI's own spelling; empty where it refuses. */
    readonly stdout: string
  }
}

export interface RecordOptions {
  /** Absolute path of a docker CLI. */
  readonly program: string
  /** Of this run alone. */
  readonly engine: RecordingEngine
}

/** Stands for the folder that the files lay in; they are four levels below. */
export const ROOT = '/oracle'
export const WORKING_DIRECTORY = `${ROOT}/a/b/c/w`
export const HOME = '/home/user'

/** What the CLI sees as its environment, and our converter as variables. */
export function environmentOf({ env }: Pick<OracleCase, 'env'>): Readonly<Record<string, string>> {
  return { HOME, PATH: '/usr/bin:/bin', ...env }
}

/** Runs `docker stack deploy` and `docker stack config` on the files of a case. */
export async function recordCli(given: OracleCase, options: RecordOptions): Promise<CliAnswer> {
  await using stage = await setStage(given, options)
  const deploy = await deployOn(stage, given, options)
  const { code, stderr, stdout } = await stage.run('config')
  return { deploy, config: { code, stderr, stdout: code === 0 ? stdout : '' } }
}

/** Runs `docker stack deploy` alone. */
export async function recordDeploy(
  given: OracleCase,
  options: RecordOptions,
): Promise<CliAnswer['deploy']> {
  await using stage = await setStage(given, options)
  return await deployOn(stage, given, options)
}

/** The files of a case where the CLI finds them. */
interface Stage extends AsyncDisposable {
  readonly root: string
  readonly run: (command: string, ...args: readonly string[]) => Promise<ProgramResult>
}

async function setStage(given: OracleCase, options: RecordOptions): Promise<Stage> {
  const folder = await temporaryFolder()
  const root = await realpath(folder.path)
  const cwd = join(root, 'a/b/c/w')
  await mkdir(cwd, { recursive: true })
  for (const [path, content] of given.files) {
    await mkdir(dirname(join(cwd, path)), { recursive: true })
    await writeFile(join(cwd, path), content)
  }
  const composeFiles = given.composeFiles.flatMap((file) => ['-c', join(cwd, file)])
  const global = ['--config', join(root, 'no-settings'), '--host', options.engine.host, 'stack']
  const run = async (command: string, ...args: readonly string[]) => {
    const result = await tryProgram(
      options.program,
      [...global, command, ...composeFiles, ...args],
      {
        cwd,
        env: { ...environmentOf(given) },
      },
    )
    const shown = (text: string) => text.replaceAll(root, ROOT).replace(/^time="[^"]*" /gm, '')
    return { code: result.code, stdout: shown(result.stdout), stderr: shown(result.stderr) }
  }
  return { root, run, [Symbol.asyncDispose]: () => folder.remove() }
}

async function deployOn(
  { root, run }: Stage,
  { stack }: OracleCase,
  { engine }: RecordOptions,
): Promise<CliAnswer['deploy']> {
  engine.take()
  const { code, stderr } = await run('deploy', '--detach=true', '--resolve-image=never', stack)
  const bodies = comparableBodies(withRoot(engine.take(), root))
  return { code, stderr, ...(code === 0 && { bodies }) }
}

function withRoot(bodies: Bodies, root: string): Bodies {
  const text = JSON.stringify(bodies).replaceAll(root, ROOT)
  const parsed: unknown = JSON.parse(text)
  // The same bodies with another folder in them.
  return parsed as Bodies
}
