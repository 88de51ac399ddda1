import type { EngineAddress } from './address/engine-address.ts'
import type { Engine } from './engine-api.ts'
import { readLiveState, readLiveTasks } from './live-state.ts'
import { killContainer } from './resources/containers.ts'
import { createConfig, findConfig, removeConfig, updateConfig } from './resources/configs.ts'
import { readEvents } from './resources/events.ts'
import { imageExists, importImage, removeImage, resolveImage } from './resources/images.ts'
import { createNetwork, findNetwork, removeNetwork } from './resources/networks.ts'
import { listNodes, setAvailability } from './resources/nodes.ts'
import { loginToRegistry } from './resources/registry-login.ts'
import { createSecret, findSecret, removeSecret, updateSecret } from './resources/secrets.ts'
import { streamServiceLogs } from './resources/log-stream.ts'
import { readServiceLogs } from './resources/service-logs.ts'
import { createService, listServices, removeService, updateService } from './resources/services.ts'
import { initSwarm, leaveSwarm, readInfo } from './resources/system.ts'
import { readTaskLogs } from './resources/task-logs.ts'
import { listTasks } from './resources/tasks.ts'
import { openConnection } from './transport/connection.ts'

/**
 * The engine at an address. Connects at the first call, and again by itself after a break.
 *
 * @throws EngineError of kind `refused` for an address that can't be used
 */
export function connectEngine(address: EngineAddress): Engine {
  const to = openConnection(address)
  return {
    info: (signal) => readInfo(to, signal),
    initSwarm: (options, signal) => initSwarm(to, options.advertiseAddress, signal),
    leaveSwarm: (signal) => leaveSwarm(to, signal),
    liveState: (signal) => readLiveState(to, signal),
    liveTasks: (signal) => readLiveTasks(to, signal),
    services: (signal) => listServices(to, signal),
    tasks: (signal) => listTasks(to, signal),
    nodes: (signal) => listNodes(to, signal),
    setAvailability: (id, availability, signal) => setAvailability(to, id, availability, signal),
    killContainer: (id, signal) => killContainer(to, id, signal),
    createService: (spec, auth, signal) => createService(to, spec, auth, signal),
    updateService: (id, version, spec, auth, signal) =>
      updateService(to, id, version, spec, auth, signal),
    removeService: (id, signal) => removeService(to, id, signal),
    serviceLogs: (id, options, signal) => readServiceLogs(to, id, options.tail, signal),
    serviceLogStream: (id, options, signal) => streamServiceLogs(to, id, options, signal),
    taskLogs: (id, options, signal) => readTaskLogs(to, id, options, signal),
    createNetwork: (spec, signal) => createNetwork(to, spec, signal),
    network: (idOrName, signal) => findNetwork(to, idOrName, signal),
    removeNetwork: (id, signal) => removeNetwork(to, id, signal),
    createSecret: (spec, signal) => createSecret(to, spec, signal),
    secret: (idOrName, signal) => findSecret(to, idOrName, signal),
    updateSecret: (id, version, spec, signal) => updateSecret(to, id, version, spec, signal),
    removeSecret: (id, signal) => removeSecret(to, id, signal),
    createConfig: (spec, signal) => createConfig(to, spec, signal),
    config: (idOrName, signal) => findConfig(to, idOrName, signal),
    updateConfig: (id, version, spec, signal) => updateConfig(to, id, version, spec, signal),
    removeConfig: (id, signal) => removeConfig(to, id, signal),
    loginToRegistry: (auth, signal) => loginToRegistry(to, auth, signal),
    resolveImage: (image, auth, signal) => resolveImage(to, image, auth, signal),
    imageExists: (image, signal) => imageExists(to, image, signal),
    importImage: (image, tar, { changes }, signal) => importImage(to, image, tar, changes, signal),
    removeImage: (image, signal) => removeImage(to, image, signal),
    events: (signal) => readEvents(to, signal),
    close: () => to.close(),
  }
}
