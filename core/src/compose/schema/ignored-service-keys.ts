import { choice, ignoredKey, type IgnoredKey, key, record, uniqueList } from './schema.ts'
import {
  bool,
  nothing,
  number,
  pairs,
  reference,
  text,
  textOrList,
  uniqueText,
  whole,
} from './values.ts'

const setInEngine = 'Set it as the default in the engine of each node.'

const build = record(
  {
    context: key('The folder that is sent to the builder.', text),
    dockerfile: key('The Dockerfile, from the context.', text),
    args: key('Values for ARG in the Dockerfile.', pairs),
    cache_from: key('Images whose layers are taken as they are.', uniqueText, { since: 2 }),
    labels: key('Labels of the image.', pairs, { since: 3 }),
    network: key('The network of commands that are run.', text, { since: 4 }),
    target: key('The stage at which it ends.', text, { since: 4 }),
    shm_size: key('The size of /dev/shm for commands that are run.', choice(text, whole), {
      since: 5,
    }),
    extra_hosts: key('Names for the hosts file of commands that are run.', pairs, { since: 9 }),
  },
  { otherKeys: { since: 11 } },
)

/** Keys of a service that a swarm doesn't act on. */
export const ignoredServiceKeys = {
  build: ignoredKey(
    'it builds no images.',
    choice(text, build),
    'Build and push the image before, and name it with image.',
  ),
  cgroupns_mode: ignoredKey(
    'tasks have the cgroup namespace that the engine gives.',
    text,
    setInEngine,
    9,
  ),
  cgroup_parent: ignoredKey('the engine chooses the parent of a cgroup.', text, setInEngine),
  container_name: ignoredKey(
    'it names the containers itself.',
    text,
    'Remove it: the swarm names containers; services are found by their name.',
  ),
  depends_on: ignoredKey(
    'it starts all services at once.',
    uniqueList(reference('services')),
    'Name the services in dependsOn of the service’s x-kesako, or let it wait for what it needs by itself.',
  ),
  devices: ignoredKey(
    'tasks get no devices of a node.',
    uniqueText,
    'Mount the device as a volume, or use generic_resources.',
  ),
  domainname: ignoredKey('there is only one host name.', text, 'Put the whole name into hostname.'),
  expose: ignoredKey(
    'services of one network reach each other on every port.',
    uniqueList(choice(text, number)),
    'Remove it: services of one network reach each other on every port.',
  ),
  external_links: ignoredKey(
    'containers of others can’t be linked to.',
    uniqueText,
    'Share a network; services find each other by name there.',
  ),
  ipc: ignoredKey(
    'tasks share no memory with others.',
    text,
    'Put what shares memory into one service.',
  ),
  links: ignoredKey(
    'services find each other by name without links.',
    uniqueText,
    'Remove it: services of one network find each other by name.',
  ),
  mac_address: ignoredKey(
    'a task gets a MAC address of its own.',
    text,
    'Remove it: a task gets an address of its own.',
  ),
  network_mode: ignoredKey(
    'tasks join networks only.',
    text,
    'Use networks; an external network named host is the network of the node.',
  ),
  oom_score_adj: ignoredKey(
    'the score by which processes are killed for lack of memory stays as it is.',
    whole,
    setInEngine,
    13,
  ),
  pid: ignoredKey(
    'a task has a process tree of its own.',
    choice(text, nothing),
    'Remove it: a task has its own process tree.',
  ),
  privileged: ignoredKey(
    'no task has all privileges.',
    bool,
    'Use cap_add for the capabilities that are needed.',
  ),
  security_opt: ignoredKey('security profiles are those of the engine.', uniqueText, setInEngine),
  shm_size: ignoredKey(
    'the shared memory of a task has the size that the engine gives.',
    text,
    'Mount a tmpfs at /dev/shm in volumes, with tmpfs.size.',
  ),
  tmpfs: ignoredKey('only volumes mount memory.', textOrList, 'Use volumes with type: tmpfs.'),
  userns_mode: ignoredKey('user namespaces are as the engine is set.', text, setInEngine),
} satisfies Readonly<Record<string, IgnoredKey>>
