import { shippedDefinitions } from '../definitions/shipped.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { writeJson } from '../output/report.ts'
import { formatTable } from '../output/table.ts'
import type { World } from '../world.ts'

export interface DefinitionsLsOptions {
  readonly json?: boolean
}

/** Lists the stack definitions that come with Kesako. */
export async function definitionsLs(
  world: World,
  { json = false }: DefinitionsLsOptions,
): Promise<ExitCode> {
  const definitions = await shippedDefinitions(world.installation)
  if (json) writeJson(world, { definitions })
  else {
    const rows = definitions.map(({ name, title, description }) => [name, title, description])
    world.stdout.write(`${formatTable(['NAME', 'TITLE', 'WHAT IT IS'], rows)}\n`)
  }
  return EXIT.done
}
