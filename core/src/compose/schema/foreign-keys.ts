/**
 * Keys that other Compose programs know and a swarm stack doesn't, with what to write.
 * By the path with `*` for names.
 */
const remedies: ReadonlyMap<string, string> = new Map([
  ['name', 'Remove it: the stack has its name from its file, or from the command line.'],
  ['include', 'Put everything into this file, or make it a stack of its own.'],
  ['models', 'Run the model as a service.'],
  ['services.*.profiles', 'Put optional services into a stack of their own.'],
  ['services.*.platform', 'Use deploy.placement.constraints: node.platform.arch == x86_64.'],
  ['services.*.pull_policy', 'Remove it: every node pulls the digest that was resolved.'],
  ['services.*.scale', 'Use deploy.replicas.'],
  ['services.*.runtime', "Set the default runtime in the node's engine."],
  ['services.*.gpus', 'Use deploy.resources.reservations.generic_resources.'],
  ['services.*.cpus', 'Use deploy.resources.limits.cpus.'],
  ['services.*.mem_reservation', 'Use deploy.resources.reservations.memory.'],
  ['services.*.pids_limit', 'Use deploy.resources.limits.pids.'],
  ['services.*.develop', 'Remove it: it is for development on one machine.'],
  ['services.*.deploy.resources.reservations.devices', 'Use generic_resources.'],
  ['networks.*.enable_ipv6', 'Remove it: overlay networks are made without it.'],
  ['configs.*.content', 'Put the content into a file and name it with file.'],
  ['secrets.*.environment', 'Put the content into a file and name it with file.'],
])

export function foreignKeyRemedy(path: readonly (string | number)[]): string | undefined {
  const isService = path[0] === 'services'
  const pattern = path
    .map((part, index) => (index === 1 && (isService || path.length === 3) ? '*' : part))
    .join('.')
  return remedies.get(pattern)
}
