import { checkCpus } from '../syntax/cpus.ts'
import { checkDuration } from '../syntax/duration.ts'
import { checkSize } from '../syntax/size.ts'
import { oneOf } from './one-of.ts'
import { checked, count, list, pairs, record, type Schema, since, text, whole } from './schema.ts'

const duration = checked(checkDuration)
const cpus = checked(checkCpus)
const memory = checked(checkSize)

const updateConfig = record({
  parallelism: count,
  delay: duration,
  failure_action: text,
  monitor: duration,
  max_failure_ratio: { is: 'number' },
  order: since(4, checked(oneOf('start-first', 'stop-first'))),
})

const discreteResource: Schema = {
  ...record({ kind: text, value: { is: 'number' } }),
  required: ['kind', 'value'],
}

const genericResources = list({
  ...record({ discrete_resource_spec: discreteResource }),
  required: ['discrete_resource_spec'],
})

/** The key `deploy` of a service. */
export const deploySchema: Schema = record({
  mode: checked(oneOf('', 'replicated', 'global', 'replicated-job', 'global-job')),
  endpoint_mode: since(2, text),
  replicas: count,
  labels: pairs,
  update_config: updateConfig,
  rollback_config: since(7, updateConfig),
  resources: record({
    limits: record({ cpus, memory, pids: since(9, whole) }),
    reservations: record({ cpus, memory, generic_resources: since(5, genericResources) }),
  }),
  restart_policy: record({
    condition: text,
    delay: duration,
    max_attempts: count,
    window: duration,
  }),
  placement: record({
    constraints: list(text),
    preferences: since(3, list(record({ spread: text }))),
    max_replicas_per_node: since(8, count),
  }),
})
