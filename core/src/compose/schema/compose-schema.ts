import { config, secret } from './file-object-schema.ts'
import { network } from './network-schema.ts'
import { policySchema } from './policy-schema.ts'
import { choice, key, record } from './schema.ts'
import { serviceSchema } from './service-schema.ts'
import { named, nothing, text } from './values.ts'
import { volumeEntry } from './volume-entry-schema.ts'

/** A whole Compose file, versions 3.0 to 3.13. */
export const composeSchema = record(
  {
    version: key(
      'The version of the Compose file format, from "3.0" to "3.13", in quotes. Default 3.13: leave it out.',
      text,
      { example: '"3.8"' },
    ),
    services: key('The services of the stack, by name.', named(serviceSchema), {
      example: '{ web: { image: "nginx:1.27" } }',
    }),
    networks: key(
      'The networks of the stack, by name. One that no service uses is not created; default is the one that services without networks share.',
      { ...named(choice(network, nothing)), otherKeys: true },
      { example: '{ front: { attachable: true } }' },
    ),
    volumes: key(
      'The volumes of the stack, by name. Each node creates them for the tasks that it gets, and nobody removes them with the stack.',
      named(choice(volumeEntry, nothing)),
      { example: '{ data: {} }' },
    ),
    secrets: key(
      'The secrets of the stack, by name: files that are kept encrypted and given only to the services that name them.',
      named(secret),
      { since: 1, example: '{ password: { file: ./password.txt } }' },
    ),
    configs: key(
      'The configs of the stack, by name: files that services find in their containers.',
      named(config),
      { since: 3, example: '{ site: { file: ./site.conf } }' },
    ),
    'x-kesako': key(
      'What Kesako does with this stack. The docker CLI ignores it; only the first of several files counts.',
      choice(policySchema, nothing),
      { since: 4, example: '{ deadline: 10m, selfHeal: true }' },
    ),
  },
  { extensions: 4, called: 'a Compose file of a swarm stack' },
)
