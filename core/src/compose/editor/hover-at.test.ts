import { expect, it } from 'vitest'
import { hoverAt } from './hover-at.ts'

/** What is told where `|` stands. */
function hover(marked: string) {
  const offset = marked.indexOf('|')
  const text = `${marked.slice(0, offset)}${marked.slice(offset + 1)}`
  const found = hoverAt(text, offset)
  return found && { ...found, word: text.slice(found.range.from, found.range.to) }
}

it('tells all about a key', () => {
  expect(hover('services:\n  web:\n    deploy:\n      mo|de: global\n')).toEqual({
    range: { from: 35, to: 39 },
    word: 'mode',
    path: 'services.web.deploy.mode',
    sentence: 'How many tasks the service has, and whether they run on or end. Default replicated.',
    since: '3.0',
    isTooNew: false,
    type: 'one of a few words',
    values: {
      replicated: 'As many tasks as replicas says, on whatever nodes fit.',
      global: 'One task on every node that fits.',
      'replicated-job': 'As many tasks as replicas says, each of which ends and is done.',
      'global-job': 'One task on every node that fits, which ends and is done.',
    },
    example: 'global',
  })
})

it.each([
  ['ser|vices:', 'services', 'services'],
  ['services:\n  web:\n    |image', 'services.web.image', 'image'],
  ['services:\n  web:\n    image|: x', 'services.web.image', 'image'],
  ['services: { web: { "po|rts": [] } }', 'services.web.ports', 'ports'],
  ['{"services": {"a": {"init|": true', 'services.a.init', 'init'],
  [
    'services:\n  w:\n    ports:\n    - target: 80\n      mo|de: host',
    'services.w.ports.0.mode',
    'mode',
  ],
  ['services:\n  w:\n    ports: [{ target: 80, mo|de: x', 'services.w.ports.0.mode', 'mode'],
  ['services:\n  w:\n    deploy: &d\n      mo|de: x', 'services.w.deploy.mode', 'mode'],
  [
    'networks:\n  a:\n    ipam: { config: [{ sub|net: x }] }',
    'networks.a.ipam.config.0.subnet',
    'subnet',
  ],
  ['x-kesako:\n  wa|ve: {}', 'x-kesako.wave', 'wave'],
  ['services:\n  w:\n    x-kesako: { wa|ve: 1 }', 'services.w.x-kesako.wave', 'wave'],
])('finds the key in %j', (marked, path, word) => {
  expect(hover(marked)).toMatchObject({ path, word })
})

it('tells about a word that is a value', () => {
  expect(hover('services:\n  w:\n    deploy: { mode: glo|bal }')).toMatchObject({
    word: 'global',
    sentence: 'One task on every node that fits.',
  })
  expect(hover('x-kesako:\n  ignore: [la|bels]')).toMatchObject({
    word: 'labels',
    sentence: 'The labels of the containers stay what somebody set them to.',
  })
})

it.each([
  'services:\n  we|b:',
  'services:\n  web:\n    imgae|: x',
  'services:\n  web:\n    image: ngi|nx',
  'services:\n  web:\n    labels: { ima|ge: x }',
  '# ser|vices:',
  'services:\n  web:\n    command: |\n      image: x',
  'x-foo:\n  ima|ge: x',
  '|',
  '',
])('says nothing in %j', (marked) => {
  expect(hover(marked)).toBeUndefined()
})

it('says that the version of the file lacks the key', () => {
  const file = (version: string) => `version: "${version}"\nservices: { a: { in|it: true } }`
  expect(hover(file('3.6'))).toMatchObject({ since: '3.7', isTooNew: true })
  expect(hover(file('3.7'))).toMatchObject({ since: '3.7', isTooNew: false })
})

it('answers in deep nesting', () => {
  const text = `services: ${'{ a: '.repeat(50_000)}`
  const before = performance.now()
  expect(hoverAt(text, text.length)).toBeUndefined()
  expect(performance.now() - before).toBeLessThan(1_000)
})
