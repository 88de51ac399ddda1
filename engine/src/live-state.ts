import type { LiveState } from '@kesako/core'
import { listConfigs } from './resources/configs.ts'
import { listNetworks } from './resources/networks.ts'
import { listNodes } from './resources/nodes.ts'
import { listSecrets } from './resources/secrets.ts'
import { listServices } from './resources/services.ts'
import { listTasks, listTasksWithAge } from './resources/tasks.ts'
import type { Connection } from './transport/connection.ts'

/** The whole swarm by six calls side by side; the first that fails ends the others. */
export function readLiveState(connection: Connection, signal?: AbortSignal): Promise<LiveState> {
  return together(connection, signal, async (each) => {
    const [services, tasks, nodes, networks, secrets, configs] = await Promise.all([
      listServices(connection, each),
      listTasks(connection, each),
      listNodes(connection, each),
      listNetworks(connection, each),
      listSecrets(connection, each),
      listConfigs(connection, each),
    ])
    return { services, tasks, nodes, networks, secrets, configs }
  })
}

/** As `readLiveState`, only what convergence looks at. */
export function readLiveTasks(
  connection: Connection,
  signal?: AbortSignal,
): Promise<Pick<LiveState, 'services' | 'tasks' | 'nodes'>> {
  return together(connection, signal, async (each) => {
    const [services, tasks, nodes] = await Promise.all([
      listServices(connection, each),
      listTasksWithAge(connection, each),
      listNodes(connection, each),
    ])
    return { services, tasks, nodes }
  })
}

async function together<T>(
  connection: Connection,
  signal: AbortSignal | undefined,
  read: (each: AbortSignal) => Promise<T>,
): Promise<T> {
  // One ping, instead of one by each call.
  await connection.version(signal)
  const controller = new AbortController()
  const stop = (): void => controller.abort()
  if (signal?.aborted === true) stop()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await read(controller.signal)
  } finally {
    controller.abort()
    signal?.removeEventListener('abort', stop)
  }
}
