/** Keys that keep a file from being deployed, with what to write. */
export const forbiddenKeys: ReadonlyMap<string, string> = new Map([
  ['extends', 'Use a YAML anchor and a merge key (<<: *name) instead.'],
  ['volume_driver', 'Name a volume at the top level, with its driver, and mount that.'],
  ['volumes_from', 'Mount a named volume into both services.'],
  ['cpu_quota', 'Use deploy.resources.limits.cpus.'],
  ['cpu_shares', 'Use deploy.resources.reservations.cpus.'],
  ['cpuset', 'Use deploy.resources, or a placement constraint.'],
  ['mem_limit', 'Use deploy.resources.limits.memory.'],
  ['memswap_limit', 'Use deploy.resources.limits.memory; swap has no limit of its own.'],
])

/** Keys that a swarm doesn't act on, with what to do about it. Warned of, as the docker CLI does. */
export const ignoredKeys: ReadonlyMap<string, string> = new Map([
  ['build', 'Build and push the image before, and name it with image.'],
  ['cgroupns_mode', 'Set it as the default in the engine of each node.'],
  ['cgroup_parent', 'Set it as the default in the engine of each node.'],
  ['devices', 'Mount the device as a volume, or use generic_resources.'],
  ['domainname', 'Put the whole name into hostname.'],
  ['external_links', 'Share a network; services find each other by name there.'],
  ['ipc', 'Put what shares memory into one service.'],
  ['links', 'Remove it: services of one network find each other by name.'],
  ['mac_address', 'Remove it: a task gets an address of its own.'],
  ['network_mode', 'Use networks; an external network named host is the network of the node.'],
  ['pid', 'Remove it: a task has its own process tree.'],
  ['privileged', 'Use cap_add for the capabilities that are needed.'],
  ['security_opt', 'Set it as the default in the engine of each node.'],
  ['shm_size', 'Mount a tmpfs at /dev/shm in volumes, with tmpfs.size.'],
  ['userns_mode', 'Set it as the default in the engine of each node.'],
  ['container_name', 'Remove it: the swarm names containers; services are found by their name.'],
  ['expose', 'Remove it: services of one network reach each other on every port.'],
  ['depends_on', 'Let the service wait for what it needs; a swarm starts all at once.'],
  ['tmpfs', 'Use volumes with type: tmpfs.'],
  ['oom_score_adj', 'Set it as the default in the engine of each node.'],
])
