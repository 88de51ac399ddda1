import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Bodies, comparableBodies } from './bodies.ts'
import type { OracleCase } from './oracle-case.ts'
import { type CliAnswer, HOME, ROOT } from './record-cli.ts'

/** A document with an answer of the CLI for one environment. */
export interface RecordedCase {
  readonly given: OracleCase
  readonly answer: CliAnswer
}

/** How such an answer is written down. */
interface Run {
  readonly env?: Readonly<Record<string, string>>
  readonly dummy_files_created?: readonly string[]
  readonly config: { readonly rc: number; readonly stdout: string; readonly stderr: string }
  readonly deploy: Bodies & { readonly rc: number; readonly stderr: string }
}

/** Recorded answers for docker/cli's own test data, kept outside of the project. */
export function recordedElsewhereFolder(env: NodeJS.ProcessEnv): string | undefined {
  const beside = resolve(import.meta.dirname, '../../../shared/oracle')
  const folder = env['KESAKO_ORACLE_DIR'] ?? beside
  return existsSync(folder) ? folder : undefined
}

export function readRecordedElsewhere(folder: string): readonly RecordedCase[] {
  return [
    ...pairs(join(folder, 'docker-cli-embedded'), join(folder, 'docker-cli-embedded-oracle')),
    ...pairs(join(folder, 'docker-cli-v28.2.2'), join(folder, 'docker-cli-oracle')),
  ]
}

function pairs(documents: string, answers: string): readonly RecordedCase[] {
  const paths = new Map(
    readdirSync(documents, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, join(entry.parentPath, entry.name)] as const),
  )
  return readdirSync(answers).flatMap((name) => {
    const document = paths.get(name.replace('.oracle.json', ''))
    if (document === undefined) return []
    const text = readFileSync(join(answers, name), 'utf8').replaceAll('@ROOT@', ROOT)
    const parsed: unknown = JSON.parse(text)
    // Some answers have one run and no name for it.
    const recorded = parsed as Run & { readonly runs?: Readonly<Record<string, Run>> }
    return Object.entries(recorded.runs ?? { only: recorded }).map(([run, answer]) => ({
      given: caseOf(`${name.replace('.oracle.json', '')}, ${run}`, document, answer),
      answer: answerOf(answer),
    }))
  })
}

function caseOf(name: string, document: string, { env = {}, ...run }: Run): OracleCase {
  const beside = readdirSync(dirname(document), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(dirname(document).length + 1), readFileSync(path)] as const)
  const missing = (run.dummy_files_created ?? []).map(
    (path) => [path.replace(`${ROOT}/a/b/c/w/`, ''), Buffer.from('DUMMY=1\n')] as const,
  )
  const composeFile = 'docker-compose.yml'
  const files = new Map([...missing, ...beside, [composeFile, readFileSync(document)] as const])
  return { name, stack: 'S', files, composeFiles: [composeFile], env: { HOME, ...env } }
}

function answerOf({ config, deploy }: Run): CliAnswer {
  const bodies = comparableBodies(deploy)
  return {
    deploy: { code: deploy.rc, stderr: deploy.stderr, ...(deploy.rc === 0 && { bodies }) },
    config: { code: config.rc, stderr: config.stderr, stdout: config.stdout },
  }
}
