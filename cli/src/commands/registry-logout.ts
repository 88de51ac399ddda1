import { resolve } from 'node:path'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { writeJson } from '../output/report.ts'
import { registriesOf } from '../registry/registries.ts'
import { registryArgument } from '../registry/registry-argument.ts'
import { dataFolder } from '../serve/data-folder.ts'
import type { World } from '../world.ts'

export interface RegistryLogoutOptions {
  readonly data?: string
  readonly json?: boolean
}

/** Forgets the credentials for a registry. Services keep those that they were written with. */
export async function registryLogout(
  world: World,
  host: string,
  options: RegistryLogoutOptions,
): Promise<ExitCode> {
  const registry = registryArgument(host)
  const data = dataFolder(world, process.getuid?.() === 0, options.data, resolve)
  await (await registriesOf(world, data)).remove(registry)
  if (options.json === true) writeJson(world, { registry })
  else {
    world.stdout.write(
      `Forgot the credentials for ${registry}. What runs keeps them until the registry revokes them.\n`,
    )
  }
  return EXIT.done
}
