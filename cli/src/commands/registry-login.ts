import { resolve } from 'node:path'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { writeJson } from '../output/report.ts'
import { type LoginOptions, readLogin } from '../registry/read-login.ts'
import { registriesOf } from '../registry/registries.ts'
import { registryArgument } from '../registry/registry-argument.ts'
import { dataFolder } from '../serve/data-folder.ts'
import type { World } from '../world.ts'

export interface RegistryLoginOptions extends LoginOptions {
  readonly data?: string
  readonly check: boolean
  readonly json?: boolean
}

/** Saves the credentials for a registry in the state folder, after a log-in with them. */
export async function registryLogin(
  world: World,
  host: string,
  options: RegistryLoginOptions,
): Promise<ExitCode> {
  const registry = registryArgument(host)
  const data = dataFolder(world, process.getuid?.() === 0, options.data, resolve)
  const registries = await registriesOf(world, data)
  const login = await readLogin(world, options)
  const saved = await registries.save(registry, { ...login, check: options.check })
  if (options.json === true) writeJson(world, saved)
  else world.stdout.write(`Saved the credentials for ${registry}. ${saved.check}\n`)
  return EXIT.done
}
