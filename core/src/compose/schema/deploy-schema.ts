import { resources } from './resources-schema.ts'
import { key, list, record } from './schema.ts'
import { rollbackConfig, updateConfig } from './update-schema.ts'
import { count, duration, pairs, suggested, text, words } from './values.ts'

const restartPolicy = record({
  condition: key(
    'When a task that ended is replaced. Default any.',
    suggested({
      none: 'A task that ended is never replaced.',
      'on-failure': 'A task is replaced when it ended with an exit code other than 0.',
      any: 'A task is replaced however it ended.',
    }),
    { example: 'on-failure' },
  ),
  delay: key('How long the swarm waits before it replaces a task. Default 5s.', duration, {
    example: '10s',
  }),
  max_attempts: key(
    'How often a task is replaced within the window before the swarm gives up. Default 0, which means without end.',
    count,
    { example: '3' },
  ),
  window: key(
    'The time in which max_attempts are counted. Default 0s, which means since the service was changed.',
    duration,
    { example: '2m' },
  ),
})

const placement = record({
  constraints: key(
    'Conditions that a node must meet, all of them, written with == or !=.',
    list(text),
    { example: '["node.role == worker", "node.labels.disk == ssd"]' },
  ),
  preferences: key(
    'Labels of nodes over whose values tasks are spread evenly, the most important first.',
    list(
      record({
        spread: key('The label whose values the tasks are spread over.', text, {
          example: 'node.labels.zone',
        }),
      }),
    ),
    { since: 3, example: '[{ spread: node.labels.zone }]' },
  ),
  max_replicas_per_node: key(
    'The most tasks of this service on one node. Default 0, which means no limit.',
    count,
    { since: 8, example: '1' },
  ),
})

/** The key `deploy` of a service. */
export const deploySchema = record({
  mode: key(
    'How many tasks the service has, and whether they run on or end. Default replicated.',
    words(
      {
        replicated: 'As many tasks as replicas says, on whatever nodes fit.',
        global: 'One task on every node that fits.',
        'replicated-job': 'As many tasks as replicas says, each of which ends and is done.',
        'global-job': 'One task on every node that fits, which ends and is done.',
      },
      'or-empty',
    ),
    { example: 'global' },
  ),
  replicas: key('The number of tasks. Default 1. With a global mode it must be left out.', count, {
    example: '3',
  }),
  endpoint_mode: key(
    'How other services find this one by its name. Default vip.',
    suggested({
      vip: 'The name has one address, which the swarm balances over all tasks.',
      dnsrr:
        'The name has the addresses of all tasks; ports can then be published in host mode only.',
    }),
    { since: 2, example: 'dnsrr' },
  ),
  labels: key(
    'Labels on the service itself, where proxies and monitors look; containers do not get them.',
    pairs,
    { example: '{ com.example.team: shop }' },
  ),
  update_config: key(
    'How tasks are replaced when the service changes. Without it one task after the other is stopped and started anew.',
    updateConfig,
    { example: '{ parallelism: 2, delay: 10s, order: start-first }' },
  ),
  rollback_config: key(
    'How tasks are replaced when the swarm goes back to the specification before.',
    rollbackConfig,
    { since: 7, example: '{ parallelism: 0 }' },
  ),
  resources: key('How much of a node each task may use, and how much is kept for it.', resources, {
    example: '{ limits: { cpus: "0.5", memory: 256M } }',
  }),
  restart_policy: key(
    'When and how often a task that ended is replaced. It wins over restart.',
    restartPolicy,
    { example: '{ condition: on-failure, max_attempts: 3 }' },
  ),
  placement: key('On which nodes tasks may run.', placement, {
    example: '{ constraints: ["node.role == worker"] }',
  }),
})
