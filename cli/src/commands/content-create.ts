import { isAbsolute, join } from 'node:path'
import { CliError, wrongUse } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { readBounded, readFileAsCaller } from '../input/file-read.ts'
import { neededServer } from '../input/needed-server.ts'
import { describeContent } from '../output/content-report.ts'
import { writeJson } from '../output/report.ts'
import type { World } from '../world.ts'

export interface ContentCreateOptions {
  readonly replace?: boolean
  readonly force?: boolean
  readonly label?: readonly string[]
  readonly dryRun?: boolean
  readonly data?: string
  readonly json?: boolean
}

const ROUTES = {
  secret: { create: 'createSecret', put: 'putSecret' },
  config: { create: 'createConfig', put: 'putConfig' },
} as const

type Kind = keyof typeof ROUTES

/** Makes a secret out of a file or standard input. */
export function secretCreate(
  world: World,
  name: string,
  file: string | undefined,
  options: ContentCreateOptions,
): Promise<ExitCode> {
  return create(world, 'secret', name, file, options)
}

/** Makes a config out of a file or standard input. */
export function configCreate(
  world: World,
  name: string,
  file: string | undefined,
  options: ContentCreateOptions,
): Promise<ExitCode> {
  return create(world, 'config', name, file, options)
}

async function create(
  world: World,
  kind: Kind,
  name: string,
  file: string | undefined,
  options: ContentCreateOptions,
): Promise<ExitCode> {
  const { replace = false, force = false, dryRun = false } = options
  if (force && !replace) throw wrongUse('--force goes with --replace.')
  const labels = labelsOf(options.label ?? [])
  const server = await neededServer(world, options.data)
  const base64 = Buffer.from(await readValue(world, file)).toString('base64')
  const value = { base64, ...(labels === undefined ? {} : { labels }) }
  const answer = replace
    ? await server.call(ROUTES[kind].put, {
        params: { name },
        query: { dryRun, force },
        body: value,
      })
    : await server.call(ROUTES[kind].create, { query: { dryRun }, body: { name, ...value } })
  if (options.json === true) writeJson(world, answer)
  else world.stdout.write(`${describeContent(kind, answer)}\n`)
  return EXIT.done
}

async function readValue(world: World, file: string | undefined): Promise<Uint8Array> {
  if (file === undefined || file === '-') {
    const read = await readBounded(world.stdin)
    if (read.kind === 'file') return read.bytes
    throw tooLarge('Standard input')
  }
  const read = readFileAsCaller(isAbsolute(file) ? file : join(world.workingDirectory, file))
  switch (read.kind) {
    case 'file':
      return read.bytes
    case 'too-large':
      throw tooLarge(file)
    case 'missing':
    case 'directory':
    case 'outside':
    case 'symlink':
      throw new CliError(
        'file-unreadable',
        `There is no file ${file}.`,
        'Name a file, or - for standard input.',
      )
  }
}

function tooLarge(what: string): CliError {
  return new CliError(
    'value-invalid',
    `${what} is larger than what a swarm keeps as a secret (500 KiB) or config (1000 KiB).`,
    'Put what is larger into an image or a volume.',
  )
}

function labelsOf(given: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (given.length === 0) return undefined
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=')
      if (at < 1) throw wrongUse(`--label takes key=value, and is ${text}.`)
      return [text.slice(0, at), text.slice(at + 1)]
    }),
  )
}
