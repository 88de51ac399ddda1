import { expect, it } from 'vitest'
import { createLog } from './create-log.ts'

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = ''
  write(createLog({ destination: { write: (line) => void (text += line) } }))
  return text
}

it('writes one JSON object a line', () => {
  const line = logged((log) => log.info('request', { path: '/api/stacks', ms: 3 }))
  expect(JSON.parse(line)).toMatchObject({
    level: 'info',
    msg: 'request',
    path: '/api/stacks',
    ms: 3,
  })
})

it.each([
  ['a token in a text', { detail: `used ksk_${'a'.repeat(64)}` }],
  ['a field named like a secret', { nested: { adminToken: 'a'.repeat(64) } }],
  [
    'a URL with credentials',
    { error: new Error(`clone https://me:${'a'.repeat(64)}@host/x failed`) },
  ],
  [
    'the cause of an error',
    { error: new Error('x', { cause: new Error(`ksk_${'a'.repeat(64)}`) }) },
  ],
])('hides %s', (_name, fields) => {
  const text = logged((log) => log.error('failed', fields))
  expect(text).toContain('(redacted)')
  expect(text).not.toContain('a'.repeat(64))
})
