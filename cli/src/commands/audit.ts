import { resolve } from 'node:path'
import { wrongUse } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { writeJson } from '../output/report.ts'
import { formatTable } from '../output/table.ts'
import { dataFolder } from '../serve/data-folder.ts'
import { tokenDesk } from '../token/token-desk.ts'
import type { World } from '../world.ts'

export interface AuditOptions {
  readonly data?: string
  readonly json?: boolean
  readonly limit: string
}

/** Prints who did, or tried to do, what, newest first. */
export async function audit(world: World, options: AuditOptions): Promise<ExitCode> {
  const limit = /^\d{1,3}$/.test(options.limit) ? Number(options.limit) : 0
  if (limit < 1 || limit > 500) {
    throw wrongUse(`--limit takes 1 to 500, and is ${options.limit}.`)
  }
  const data = dataFolder(world, process.getuid?.() === 0, options.data, resolve)
  const entries = await (await tokenDesk(world, data)).audit(limit)
  if (options.json === true) writeJson(world, { entries })
  else {
    const rows = entries.map(({ at, by, role, address, action, target = {}, result }) => [
      at,
      by === undefined ? '-' : `${by}${role === undefined ? '' : ` (${role})`}`,
      address ?? '-',
      action,
      Object.entries(target)
        .map(([key, text]) => `${key}=${text}`)
        .join(' '),
      result,
    ])
    world.stdout.write(`${formatTable(['AT', 'BY', 'FROM', 'ACTION', 'TARGET', 'RESULT'], rows)}\n`)
  }
  return EXIT.done
}
