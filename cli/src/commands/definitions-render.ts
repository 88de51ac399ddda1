import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { hasErrors, renderStack } from '@kesako/core'
import { CliError } from '../cli-error.ts'
import { readShipped } from '../definitions/shipped.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { sha256 } from '../input/digests.ts'
import { reportProblems } from '../output/report.ts'
import { styleFor } from '../output/style.ts'
import type { World } from '../world.ts'

export interface DefinitionsRenderOptions {
  /** A template of one's own in place of a shipped one. */
  readonly template?: string
  /** A JSON file with the options. */
  readonly options?: string
}

/** Prints the Compose file that a definition and options give; of a secret option they say the name of the swarm secret. */
export async function definitionsRender(
  world: World,
  name: string,
  { template, options }: DefinitionsRenderOptions,
): Promise<ExitCode> {
  const path = template ?? `definitions/${name}/docker-compose-template.yml`
  const bytes =
    template === undefined
      ? await readShipped(world.installation, name)
      : await readGiven(world, template)
  const given = options === undefined ? {} : parseOptions(await readGiven(world, options), options)
  const { text, problems } = renderStack({ name, path, bytes }, given, sha256)
  reportProblems(world, styleFor(world.stderr, world.environment), problems)
  if (text !== undefined) world.stdout.write(text)
  return hasErrors(problems) ? EXIT.failed : EXIT.done
}

async function readGiven(world: World, path: string): Promise<Uint8Array> {
  return readFile(resolve(world.workingDirectory, path)).catch(() => {
    throw new CliError('file-unreadable', `${path} can't be read.`, 'Name a file that is there.')
  })
}

function parseOptions(bytes: Uint8Array, path: string): Readonly<Record<string, unknown>> {
  const refused = (): CliError =>
    new CliError(
      'options-unreadable',
      `${path} is no JSON object.`,
      'Write { "NAME": value, … } with a value for each option.',
    )
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    throw refused()
  }
  throw refused()
}
