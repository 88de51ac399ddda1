import { type DesiredState, hasErrors } from '@kesako/core'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { composeFiles } from '../input/compose-arguments.ts'
import { stackFromFiles } from '../input/stack-from-files.ts'
import { reportProblems, writeJson } from '../output/report.ts'
import { styleFor } from '../output/style.ts'
import type { World } from '../world.ts'

export interface ConvertOptions {
  readonly composeFile?: readonly string[]
  readonly showSecrets?: boolean
}

/** Prints the bodies that `docker stack deploy` would post, with names in place of ids. */
export async function convert(
  world: World,
  stack: string,
  options: ConvertOptions,
): Promise<ExitCode> {
  const { desired, problems } = await stackFromFiles(
    world,
    stack,
    composeFiles(options.composeFile ?? []),
  )
  reportProblems(world, styleFor(world.stderr, world.environment), problems)
  if (desired === undefined || hasErrors(problems)) return EXIT.failed
  writeJson(world, specs(desired, options.showSecrets === true))
  return EXIT.done
}

function specs(desired: DesiredState, showSecrets: boolean): object {
  const secrets = showSecrets
    ? desired.secrets
    : desired.secrets.map(({ Data: _hidden, ...rest }) => rest)
  return {
    networks: desired.networks,
    secrets,
    configs: desired.configs,
    services: desired.services,
  }
}
