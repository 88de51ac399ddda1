import { resolve } from 'node:path'
import { createLog } from '@kesako/server'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { connect } from '../input/connect.ts'
import { dataFolder } from '../serve/data-folder.ts'
import { writeJson } from '../output/report.ts'
import { type RemoteServeOptions, remoteSettings } from '../serve/remote-settings.ts'
import { listening, type ListeningOptions } from '../serve/listening.ts'
import { runServer } from '../serve/run-server.ts'
import { untilAborted } from '../serve/until-aborted.ts'
import type { World } from '../world.ts'

export interface ServeOptions extends RemoteServeOptions, ListeningOptions {
  readonly data?: string
  readonly json?: boolean
}

/** Runs until Ctrl-C or SIGTERM; the stacks run on. Logs JSON lines on stderr. */
export async function serve(world: World, options: ServeOptions): Promise<ExitCode> {
  const data = dataFolder(world, process.getuid?.() === 0, options.data, resolve)
  const where = await listening(options)
  const remote = remoteSettings(options, world.environment, (path) =>
    resolve(world.workingDirectory, path),
  )
  using connection = await connect(world)
  const log = createLog({ destination: { write: (line) => world.stderr.write(line) } })
  const kesako = await runServer(world, {
    engine: connection.engine,
    data,
    listening: where,
    log,
    ...(remote === undefined ? {} : { remote }),
  })
  const { server, state } = kesako
  const loginLink = await server.loginLink()
  if (options.json === true) {
    const { url, gitUrl } = server
    writeJson(world, { url, gitUrl, loginLink, adminTokenPath: state.adminTokenPath })
  } else {
    world.stdout.write(`Kesako answers at ${server.url}\n`)
    if (state.firstAdminToken !== undefined) {
      world.stdout.write(`The admin token is in ${state.adminTokenPath}\n`)
    }
    world.stdout.write(`Log in: ${loginLink}\n`)
  }
  await untilAborted(world.signal)
  await kesako.close()
  return EXIT.done
}
