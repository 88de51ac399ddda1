import { checkPorts } from '../syntax/port-spec.ts'
import { choice, ignoredKey, type IntSchema, key, record, uniqueList } from './schema.ts'
import {
  checked,
  driverOptions,
  named,
  nothing,
  pairs,
  reference,
  suggested,
  text,
  textOrList,
} from './values.ts'

const portNumber: IntSchema = { is: 'int', minimum: 0n }
const shortPort: IntSchema = { is: 'int', minimum: 0n, maximum: 65_535n, withoutPoint: true }

const port = record(
  {
    target: key('The port that the process listens on in the container.', portNumber, {
      example: '80',
    }),
    published: key(
      'The port on the nodes. By default the swarm picks a free one from 30000 on.',
      portNumber,
      { example: '8080' },
    ),
    protocol: key(
      'The protocol of the port. Default tcp.',
      suggested({ tcp: 'Streams.', udp: 'Datagrams.', sctp: 'Stream control transmission.' }),
      { example: 'udp' },
    ),
    mode: key(
      'Where the port is open. Default ingress.',
      suggested({
        ingress: 'On every node of the swarm, balanced over all tasks.',
        host: 'Only on the nodes that run a task, straight to that task.',
      }),
      { example: 'host' },
    ),
  },
  { since: 2 },
)

const attachment = record({
  aliases: key('Further names of the service on this network.', uniqueList(text), {
    example: '[database]',
  }),
  driver_opts: key('Options for the driver of this network, by name.', driverOptions, {
    since: 13,
    example: '{ com.example.priority: 1 }',
  }),
  ipv4_address: ignoredKey(
    'it hands out the IPv4 addresses of tasks itself.',
    text,
    'Reach the service by its name.',
  ),
  ipv6_address: ignoredKey(
    'tasks have no fixed IPv6 addresses.',
    text,
    'Reach the service by its name.',
  ),
})

/** How a service is reached, and what it reaches. */
export const connectionKeys = {
  networks: key(
    'The networks that tasks join, as a list of names or a mapping with settings. Default: the network default.',
    choice(uniqueList(reference('networks')), named(choice(attachment, nothing), 'networks')),
    { example: '[front, back]' },
  ),
  ports: key(
    'Ports that the nodes open for the service: "published:target" in quotes, or the long form.',
    uniqueList(choice(shortPort, checked('a port', checkPorts), port)),
    { example: '["8080:80"]' },
  ),
  extra_hosts: key('Names for the hosts file of the container, each with its address.', pairs, {
    example: '["db.internal=10.0.0.5"]',
  }),
  dns: key('Name servers to ask, in place of those of the node.', textOrList, {
    example: '[10.0.0.2]',
  }),
  dns_search: key('Domains that are put behind a short name when it is looked up.', textOrList, {
    example: 'internal.example.com',
  }),
  hostname: key(
    'The host name in the container. By default the id of the container; placeholders such as {{.Task.Slot}} are filled in.',
    text,
    { example: '"web-{{.Task.Slot}}"' },
  ),
}
