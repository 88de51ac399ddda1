import { resolve } from 'node:path'
import type { RegistryView } from '@kesako/contract'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { writeJson } from '../output/report.ts'
import { formatTable } from '../output/table.ts'
import { registriesOf } from '../registry/registries.ts'
import { dataFolder } from '../serve/data-folder.ts'
import type { World } from '../world.ts'

export interface RegistryLsOptions {
  readonly data?: string
  readonly json?: boolean
}

/** Prints the registries that there are credentials for, and where these are. */
export async function registryLs(world: World, options: RegistryLsOptions): Promise<ExitCode> {
  const data = dataFolder(world, process.getuid?.() === 0, options.data, resolve)
  const registries = await (await registriesOf(world, data)).list()
  if (options.json === true) writeJson(world, { registries })
  else world.stdout.write(`${describe(registries)}\n`)
  return EXIT.done
}

function describe(registries: readonly RegistryView[]): string {
  if (registries.length === 0) return 'No credentials for registries.'
  const rows = registries.map(({ registry, username, source, savedAt, savedBy }) => [
    registry,
    username ?? '-',
    source === 'state' ? 'state folder' : 'docker config.json',
    savedAt === undefined ? '' : `${savedAt} by ${savedBy ?? '?'}`,
  ])
  return formatTable(['REGISTRY', 'USER', 'FROM', 'SAVED'], rows)
}
