import { key, list, record } from './schema.ts'
import { cpus, number, size, text, whole } from './values.ts'

const genericResource = record({
  discrete_resource_spec: key(
    'A resource that is counted in whole numbers.',
    record({
      kind: key('The name that the nodes advertise the resource under.', text, {
        example: 'gpu',
      }),
      value: key('How many of it each task needs.', number, { example: '1' }),
    }),
    { example: '{ kind: gpu, value: 1 }' },
  ),
})

/** `deploy.resources`. */
export const resources = record({
  limits: key(
    'The most that each task may use.',
    record({
      cpus: key('The most CPUs that a task may use, in quotes. No limit by default.', cpus, {
        example: '"0.5"',
      }),
      memory: key(
        'The most memory that a task may use; above it the task is killed. No limit by default.',
        size,
        { example: '256M' },
      ),
      pids: key(
        'The most processes and threads that a task may have. Default 0, which means no limit.',
        whole,
        { since: 9, example: '100' },
      ),
    }),
    { example: '{ cpus: "0.5", memory: 256M }' },
  ),
  reservations: key(
    'What a node must have free for each task before the task is placed there.',
    record({
      cpus: key('The CPUs that are kept for a task, in quotes. Default none.', cpus, {
        example: '"0.25"',
      }),
      memory: key('The memory that is kept for a task. Default none.', size, { example: '128M' }),
      generic_resources: key(
        'Other things that nodes advertise and that are kept for a task, such as GPUs.',
        list(genericResource),
        { since: 5, example: '[{ discrete_resource_spec: { kind: gpu, value: 1 } }]' },
      ),
    }),
    { example: '{ memory: 128M }' },
  ),
})
