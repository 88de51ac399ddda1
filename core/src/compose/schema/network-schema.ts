import { choice, key, list, record } from './schema.ts'
import { bool, driverOptions, pairs, suggested, text } from './values.ts'

/** `external`, as all top-level entries have it, with the old form that names it there. */
export const external = choice(
  bool,
  record({
    name: key('The name on the swarm; an old form, now written as name beside external.', text, {
      example: 'shared',
    }),
  }),
)

const ipam = record({
  driver: key('The driver that hands out addresses. Default default.', text, {
    example: 'default',
  }),
  config: key(
    'The subnets of the network. By default the swarm picks a free one.',
    list(
      record({
        subnet: key(
          'A range of addresses in CIDR form that nothing else on the nodes uses.',
          text,
          {
            example: '10.20.0.0/24',
          },
        ),
      }),
    ),
    { example: '[{ subnet: 10.20.0.0/24 }]' },
  ),
})

/** An entry of the top-level key `networks`. */
export const network = record(
  {
    name: key(
      'The name on the swarm as it stands, without the name of the stack before it.',
      text,
      { since: 5, example: 'shop-front' },
    ),
    driver: key(
      'The network driver, which must reach over all nodes. Default overlay.',
      suggested({ overlay: 'A network over all nodes of the swarm.' }),
      { example: 'overlay' },
    ),
    driver_opts: key('Options of the driver, by name.', driverOptions, {
      example: '{ encrypted: "true" }',
    }),
    ipam: key('Where the addresses of the network come from.', ipam, {
      example: '{ config: [{ subnet: 10.20.0.0/24 }] }',
    }),
    external: key(
      'The network exists already and the stack neither creates nor removes it. Default false.',
      external,
      { example: 'true' },
    ),
    internal: key(
      'Tasks reach nothing outside of the swarm by this network. Default false.',
      bool,
      {
        example: 'true',
      },
    ),
    attachable: key(
      'Containers that are no tasks of a service may join, such as docker run. Default false.',
      bool,
      { since: 2, example: 'true' },
    ),
    labels: key('Labels on the network.', pairs, { example: '{ com.example.team: shop }' }),
  },
  { extensions: 7 },
)
