import { choice, type IntSchema, key, record } from './schema.ts'
import {
  bool,
  dict,
  optionTexts,
  pairs,
  reference,
  suggested,
  text,
  uniqueTexts,
} from './values.ts'

const limit: IntSchema = { is: 'int', withoutPoint: true }

const ulimit = choice(
  limit,
  record(
    {
      soft: key('The limit that holds, which the process may raise up to hard.', limit, {
        example: '20000',
      }),
      hard: key('The limit that nobody in the container can raise.', limit, { example: '40000' }),
    },
    { required: ['soft', 'hard'] },
  ),
)

const logging = record({
  driver: key(
    'The logging driver. By default that of the engine of each node; logs can be read back from json-file, local and journald.',
    suggested({
      'json-file': 'Files on the node, one JSON document a line.',
      local: 'Compressed files on the node.',
      journald: 'The journal of the node.',
      syslog: 'The syslog of the node or of another host.',
      fluentd: 'A Fluentd collector.',
      gelf: 'A Graylog or Logstash server.',
      none: 'No logs are kept.',
    }),
    { example: 'json-file' },
  ),
  options: key('Options of the driver, by name, all of them text.', optionTexts, {
    example: '{ max-size: 10m, max-file: "3" }',
  }),
})

const credentialSpec = record({
  config: key('The config of this file that has the credential spec.', reference('configs'), {
    since: 8,
    example: 'gmsa',
  }),
  file: key("The file with the credential spec, in the engine's own folder on each node.", text, {
    example: 'gmsa.json',
  }),
  registry: key(
    'The value in the registry of each Windows node that has the credential spec.',
    text,
    {
      example: 'gmsa',
    },
  ),
})

const capabilities = uniqueTexts({
  ALL: 'Every capability that there is.',
  NET_ADMIN: 'Change interfaces, routes and firewalls.',
  NET_BIND_SERVICE: 'Listen on ports below 1024.',
  NET_RAW: 'Send raw packets, as ping does.',
  SYS_ADMIN: 'Nearly everything that root may.',
  SYS_NICE: 'Raise priorities of processes.',
  SYS_PTRACE: 'Look into other processes.',
  SYS_TIME: 'Set the clock of the node.',
  CHOWN: 'Change the owner of any file.',
  IPC_LOCK: 'Keep memory from being swapped out.',
})

/** How the containers of a service are fenced in, and what is written on them. */
export const containerKeys = {
  labels: key(
    'Labels on the containers. Those for proxies and monitors of the swarm belong under deploy.labels.',
    pairs,
    { example: '{ com.example.team: shop }' },
  ),
  logging: key('Where the output of the process goes.', logging, {
    example: '{ driver: json-file, options: { max-size: 10m } }',
  }),
  read_only: key(
    'The file system of the container can only be read; mounts stay as they are. Default false.',
    bool,
    {
      example: 'true',
    },
  ),
  cap_add: key('Kernel capabilities that the container gets beyond the usual ones.', capabilities, {
    example: '[NET_ADMIN]',
  }),
  cap_drop: key('Kernel capabilities that the container loses.', capabilities, {
    example: '[ALL]',
  }),
  sysctls: key('Kernel parameters inside the container, by name.', pairs, {
    example: '{ net.core.somaxconn: 1024 }',
  }),
  ulimits: key(
    'Limits of resources of processes, by name: one number, or a soft and a hard one.',
    dict(ulimit),
    {
      example: '{ nofile: { soft: 20000, hard: 40000 } }',
    },
  ),
  isolation: key(
    'How containers are kept apart on Windows nodes. By default as the engine is set.',
    suggested({
      default: 'As the engine of the node is set.',
      process: 'As processes of the same kernel.',
      hyperv: 'In a virtual machine each.',
    }),
    { since: 5, example: 'process' },
  ),
  credential_spec: key(
    'The credentials of a managed service account for Windows containers, from one of three places.',
    credentialSpec,
    { since: 3, example: '{ file: gmsa.json }' },
  ),
}
