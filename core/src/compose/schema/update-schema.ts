import { key, record, type TextSchema } from './schema.ts'
import { count, duration, number, suggested, words } from './values.ts'

/** `update_config`, or `rollback_config`, which differ in what may happen after a failure. */
function replacement(failureAction: TextSchema) {
  return record({
    parallelism: key(
      'How many tasks are replaced at the same time. Default 1; 0 means all at once.',
      count,
      { example: '2' },
    ),
    delay: key('The pause between one group of tasks and the next. Default 0s.', duration, {
      example: '10s',
    }),
    failure_action: key(
      'What happens when more tasks fail than max_failure_ratio allows. Default pause.',
      failureAction,
      { example: 'pause' },
    ),
    monitor: key(
      'How long a new task is watched for a failure after it started. Default 5s.',
      duration,
      { example: '30s' },
    ),
    max_failure_ratio: key(
      'The part of tasks that may fail, from 0 to 1. Default 0: the first failure counts.',
      number,
      { example: '0.2' },
    ),
    order: key(
      'Whether the old task stops before the new one starts. Default stop-first.',
      words({
        'start-first': 'The new task starts first, so that both run for a moment.',
        'stop-first':
          'The old task stops first; needed where both would want the same port or volume.',
      }),
      { since: 4, example: 'start-first' },
    ),
  })
}

export const updateConfig = replacement(
  suggested({
    pause: 'The update stops where it is and waits for a person.',
    continue: 'The update goes on as if nothing had failed.',
    rollback: 'The swarm goes back to the specification before.',
  }),
)

export const rollbackConfig = replacement(
  suggested({
    pause: 'The way back stops where it is and waits for a person.',
    continue: 'The way back goes on as if nothing had failed.',
  }),
)
