import { expect, it } from 'vitest'
import { readJsonDocument, readYamlDocument } from './placed-document.ts'
import { readStackSettings } from './stack-settings.ts'

it.each([
  ['{"a": 1,\n "a": 2}', 2, 2],
  ['{"a": {"b": 1, "c": 2, "b": 3}}', 1, 24],
])('finds the key that stands twice in %s', (text, line, column) => {
  const read = readJsonDocument('stack-a.json', Buffer.from(text))
  expect(read).toMatchObject({
    kind: 'broken',
    problems: [{ code: 'json-broken', place: { file: 'stack-a.json', line, column } }],
  })
})

it('lets the same key stand in two objects', () => {
  const read = readYamlDocument('kesako.yml', Buffer.from('a: {b: 1}\nc: {b: 1}\n'))
  expect(read.kind).toBe('document')
})

it('refuses what would take seconds to read', () => {
  const read = readYamlDocument('kesako.yml', Buffer.from('a: b\n'.repeat(60_000)))
  expect(read).toMatchObject({
    kind: 'broken',
    problems: [{ message: 'kesako.yml has 300000 bytes, which is more than 262144.' }],
  })
})

it.each(['"-KEY": "1"', '"KEY": "1"', '"KEY": 1'])(
  'takes no longer for a key because there are many: %s',
  (pair) => {
    const count = 15_000
    const pairs = Array.from({ length: count }, (_, at) => pair.replace('KEY', `k${at}`))
    const before = performance.now()
    const { problems } = readStackSettings('s.json', Buffer.from(`{"env": {${pairs.join(',')}}}`))
    expect(problems.length).toBeLessThanOrEqual(50)
    expect(performance.now() - before).toBeLessThan(5_000)
  },
)

it.each(['a\n', '- ', '{', '"', '# b\n', 'a: b\n'])('refuses or reads many %j at once', (part) => {
  const text = `selfHeal: true\n${part.repeat(Math.floor(200_000 / part.length))}`
  const before = process.threadCpuUsage()
  readYamlDocument('kesako.yml', Buffer.from(text))
  expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(1000)
})
