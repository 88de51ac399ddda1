import { connectionKeys } from './connection-keys.ts'
import { containerKeys } from './container-keys.ts'
import { deploySchema } from './deploy-schema.ts'
import { ignoredServiceKeys } from './ignored-service-keys.ts'
import { mountKeys } from './mount-keys.ts'
import { servicePolicySchema } from './policy-schema.ts'
import { processKeys } from './process-keys.ts'
import { choice, key, record } from './schema.ts'
import { nothing } from './values.ts'

/** What a service of a swarm stack may say, by version. */
export const serviceSchema = record(
  {
    ...processKeys,
    deploy: key(
      'How many tasks run, on which nodes, with what resources, and how they are replaced.',
      choice(deploySchema, nothing),
      { example: '{ replicas: 3 }' },
    ),
    ...connectionKeys,
    ...mountKeys,
    ...containerKeys,
    ...ignoredServiceKeys,
    'x-kesako': key(
      'What Kesako does with this service. The docker CLI ignores it.',
      choice(servicePolicySchema, nothing),
      { since: 7, example: '{ ignore: [deploy.replicas] }' },
    ),
  },
  { extensions: 7 },
)
