import type { Connection } from '../transport/connection.ts'
import { pathOf } from '../transport/path.ts'

/** `POST /containers/{id}/kill`: SIGKILL to a container of the engine's own node. */
export async function killContainer(
  connection: Connection,
  id: string,
  signal?: AbortSignal,
): Promise<void> {
  await connection.exchange({
    intent: `kill container ${id}`,
    method: 'POST',
    path: pathOf('containers', id, '/kill'),
    signal,
  })
}
