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

/** Mappings and lists that other Compose programs know in place of other kinds of values. */
const forms: ReadonlyMap<string, string> = new Map([
  [
    'services.*.depends_on map',
    'Write a list of services: a swarm starts all at once, without conditions.',
  ],
  ['services.*.env_file map', 'Write the path alone.'],
  ['services.*.env_file.# map', 'Write the path alone; the file must be there.'],
  ['services.*.environment.# map', 'Write "- NAME=value", or no dash before "NAME: value".'],
  ['services.*.labels.# map', 'Write "- name=value", or no dash before "name: value".'],
  ['services.*.deploy.labels.# map', 'Write "- name=value", or no dash before "name: value".'],
  ['services.*.networks.# map', 'Write the names without dashes, each with its settings below.'],
])

export function foreignKeyRemedy(path: readonly (string | number)[]): string | undefined {
  return remedies.get(patternOf(path))
}

export function foreignFormRemedy(
  kind: string,
  path: readonly (string | number)[],
): string | undefined {
  return forms.get(`${patternOf(path)} ${kind}`)
}

/** With `*` for names and `#` for indexes. */
function patternOf(path: readonly (string | number)[]): string {
  const isService = path[0] === 'services'
  return path
    .map((part, index) => {
      if (typeof part === 'number') return '#'
      return index === 1 && (isService || path.length === 3) ? '*' : part
    })
    .join('.')
}
