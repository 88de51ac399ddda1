import { type IgnorableField, IGNORABLE_FIELDS } from '../../ignored-field.ts'
import { stackNameProblem } from '../names.ts'
import { isAbsolute } from '../paths/path-text.ts'
import type { Fault } from '../report.ts'
import { parseDuration } from '../syntax/duration.ts'
import { nearestKey } from './nearest-key.ts'
import { type IntSchema, key, record, type TextSchema, uniqueList, type Words } from './schema.ts'
import { bool, checked, named, reference, words } from './values.ts'

/** The key of ours in a Compose file, at its top level and in services. */
export const POLICY_KEY = 'x-kesako'

const fields: Words<IgnorableField> = {
  image: 'The image stays what somebody set it to.',
  command: 'The arguments stay what somebody set them to.',
  environment: 'The environment variables stay what somebody set them to.',
  labels: 'The labels of the containers stay what somebody set them to.',
  ports: 'The published ports stay what somebody set them to.',
  'deploy.replicas': 'The number of tasks stays what somebody scaled it to.',
  'deploy.labels': 'The labels of the service stay what somebody set them to.',
  'deploy.placement': 'Constraints and preferences stay what somebody set them to.',
  'deploy.resources': 'Limits and reservations stay what somebody set them to.',
  'deploy.restart_policy': 'The restart policy stays what somebody set it to.',
  'deploy.update_config': 'The way of updates stays what somebody set it to.',
  'deploy.rollback_config': 'The way of rollbacks stays what somebody set it to.',
}

const ignoredField: TextSchema<IgnorableField> = { is: 'string', words: fields, check: checkField }
const ignoredFields = uniqueList(ignoredField)

const wave: IntSchema = { is: 'int', minimum: -1000n, maximum: 1000n }

/** Keys that a stack's `x-kesako` and its settings share. */
export const policyKeys = {
  adopt: key(
    'Takes over a stack that runs already, deployed by other means, although that restarts or removes something. Default false.',
    bool,
    { example: 'true' },
  ),
  replace: key(
    'Removes and creates what the engine can’t update: a changed network, a changed mode of a service. Default false.',
    bool,
    { example: 'true' },
  ),
  rotate: key(
    'Makes a new object when the content of a config or secret changed that has a name of its own. Default false.',
    bool,
    { example: 'true' },
  ),
  resolveImage: key(
    "When the registry is asked for an image's digest. Default changed.",
    words({
      changed: 'When the file names another image than the one that runs.',
      always: 'At every deployment.',
      never: 'Never: each node pulls what the tag means to it.',
    }),
    { example: 'never' },
  ),
  deadline: key(
    'The longest time without any progress while Kesako waits for tasks, from 1s to 24h. Default 5m.',
    checked('a duration', checkDeadline),
    { example: '10m' },
  ),
  selfHeal: key(
    'Repairs what was changed on the swarm by hand, without being asked. By default as the policy of the repository says.',
    bool,
    { example: 'true' },
  ),
  prune: key(
    'Removes what the stack made and no longer names. By default as the policy of the repository says, which is true.',
    bool,
    { example: 'false' },
  ),
  baseDirectory: key(
    'The absolute path on the nodes that relative bind sources start from. By default these are refused.',
    checked('an absolute path', checkDirectory),
    { example: '/srv/stacks/shop' },
  ),
  ignore: key(
    'Fields of all services of the stack that are left to others: neither compared nor written once a service runs.',
    ignoredFields,
    { example: '[deploy.replicas]' },
  ),
  wave: key(
    'The wave of services, by name, from -1000 to 1000. Default 0; a wave starts when all in lower ones has converged.',
    named(wave, 'services'),
    { example: '{ database: -1, web: 1 }' },
  ),
  dependsOn: key(
    'Other stacks of the repository that must have converged before this one is deployed.',
    uniqueList(checked('the name of a stack', checkStack)),
    { example: '[infrastructure]' },
  ),
}

/** `x-kesako` at the top level of a Compose file. */
export const policySchema = record(policyKeys, { called: POLICY_KEY })

/** `x-kesako` in a service. */
export const servicePolicySchema = record(
  {
    ignore: key(
      'Fields of this service that are left to others: neither compared nor written once it runs.',
      ignoredFields,
      { example: '[image, deploy.replicas]' },
    ),
    wave: key(
      'The wave of this service, from -1000 to 1000. Default 0; it starts when all in lower waves has converged.',
      wave,
      { example: '1' },
    ),
    dependsOn: key(
      'Other services of this stack that must have converged before this one is created or updated.',
      uniqueList(reference('services')),
      { example: '[database]' },
    ),
  },
  { called: `${POLICY_KEY} of a service` },
)

function checkField(text: string): Fault | undefined {
  if (IGNORABLE_FIELDS.some((field) => field === text)) return undefined
  const known = Object.keys(fields)
  const nearest = known.find((field) => field.endsWith(`.${text}`)) ?? nearestKey(text, known)
  return {
    message: `"${text.slice(0, 80)}" is not a field that can be left to others`,
    remedy:
      nearest === undefined ? `Write one of ${known.join(', ')}.` : `Did you mean "${nearest}"?`,
  }
}

function checkDeadline(text: string): Fault | undefined {
  const seconds = (parseDuration(text) ?? 0) / 1_000_000_000
  if (seconds >= 1 && seconds <= 86_400) return undefined
  return {
    message: `"${text.slice(0, 80)}" is not a duration from 1s to 24h`,
    remedy: 'Write a number and a unit, such as 90s or 5m.',
  }
}

function checkDirectory(text: string): Fault | undefined {
  if (isAbsolute(text) && !text.split('/').includes('..')) return undefined
  return {
    message: `"${text.slice(0, 80)}" is not an absolute path on the nodes without ".."`,
    remedy: 'Write a path that starts with a slash, such as /srv/stacks.',
  }
}

function checkStack(text: string): Fault | undefined {
  return stackNameProblem(text)
}
