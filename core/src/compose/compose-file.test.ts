import { expect, it } from 'vitest'
import type { ComposeFile, ComposeService, SettingsFile } from './compose-file.ts'
import type { deploySchema } from './schema/deploy-schema.ts'
import type { ValidAs } from './schema/valid.ts'
import { flagOf, numberOf, textOf, valueOf } from './model/fields.ts'

const web: ComposeService = {
  image: 'nginx',
  command: ['a', 'b'],
  environment: { A: 1, B: null },
  deploy: { mode: 'replicated', replicas: 2, update_config: { order: 'start-first' } },
  ports: ['80:80', 8080, { target: 80, published: 80, mode: 'host' }],
  volumes: ['data:/data', { type: 'tmpfs', target: '/run' }],
  'x-kesako': { ignore: ['deploy.replicas'], wave: 1 },
}
const file: ComposeFile = {
  version: '3.8',
  services: { web },
  networks: { front: null, back: { external: true } },
  secrets: { password: { file: './password.txt' } },
  'x-kesako': { deadline: '5m', wave: { web: 1 } },
}
const settings: SettingsFile = { enabled: false, env: { A: 'b' }, ignore: ['image'] }

it('lets the compiler refuse what the schema refuses', () => {
  // @ts-expect-error: misspelt
  const misspelt: ComposeService = { imgae: 'nginx' }
  // @ts-expect-error: a number in quotes
  const quoted: ComposeService = { deploy: { replicas: '2' } }
  // @ts-expect-error: no such word
  const word: ComposeService = { deploy: { mode: 'everywhere' } }
  // @ts-expect-error: type is required
  const mount: ComposeService = { volumes: [{ target: '/data' }] }
  // @ts-expect-error: the field can't be left to others
  const field: ComposeFile = { 'x-kesako': { ignore: ['replicas'] } }
  expect([misspelt, quoted, word, mount, field, web, file, settings]).toHaveLength(8)
})

it('lets the compiler refuse to read what the schema does not have', () => {
  const at = { file: 'f', line: 1, column: 1 }
  // Only validation makes one.
  const node = { kind: 'map', at, entries: new Map() } as unknown as ValidAs<typeof deploySchema>
  expect(textOf(node, 'endpoint_mode')).toBe('')
  // @ts-expect-error: misspelt
  expect(textOf(node, 'endpointmode')).toBe('')
  // @ts-expect-error: text, no flag
  expect(flagOf(node, 'endpoint_mode')).toBeUndefined()
  // @ts-expect-error: a mapping, no number
  expect(numberOf(node, 'resources')).toBeUndefined()
  expect(valueOf(valueOf(node, 'resources'), 'limits')).toBeUndefined()
  // @ts-expect-error: misspelt below
  expect(valueOf(valueOf(node, 'resources'), 'limit')).toBeUndefined()
})
