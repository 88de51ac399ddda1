import { readShipped } from '../definitions/shipped.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { neededServer } from '../input/needed-server.ts'
import { writeJson } from '../output/report.ts'
import type { World } from '../world.ts'

export interface DefinitionsAddOptions {
  readonly data?: string
  readonly json?: boolean
}

/** Commits a stack definition that comes with Kesako to the repository of the running server; one that is there is refused. */
export async function definitionsAdd(
  world: World,
  name: string,
  { data, json = false }: DefinitionsAddOptions,
): Promise<ExitCode> {
  const template = new TextDecoder().decode(await readShipped(world.installation, name))
  const server = await neededServer(world, data)
  const answer = await server.call('putDefinition', {
    params: { name },
    query: {},
    body: { template, message: `Add the stack definition ${name}` },
  })
  if (json) writeJson(world, answer)
  else {
    world.stdout.write(
      `${name}: committed as definitions/${name}/docker-compose-template.yml (${answer.revision?.slice(0, 12) ?? 'no change'})\n`,
    )
  }
  return EXIT.done
}
