import { expect, it } from 'vitest'
import { setReplicas } from './set-replicas.ts'

it.each([
  {
    name: 'a number, and leaves comments and layout alone',
    text: '# Shop\nservices:\n  web:\n    image: a   # the image\n    deploy:\n      replicas: 2 # of them\n  db: { image: b }\n',
    result:
      '# Shop\nservices:\n  web:\n    image: a   # the image\n    deploy:\n      replicas: 3 # of them\n  db: { image: b }\n',
  },
  {
    name: 'a number in quotes',
    text: 'services:\n  web: { image: a, deploy: { replicas: "2" } }\n',
    result: 'services:\n  web: { image: a, deploy: { replicas: 3 } }\n',
  },
  {
    name: 'a section without it',
    text: 'services:\n  web:\n    deploy:\n      # Why so.\n      mode: replicated\n    image: a\n',
    result:
      'services:\n  web:\n    deploy:\n      # Why so.\n      replicas: 3\n      mode: replicated\n    image: a\n',
  },
  {
    name: 'a section without it, in braces',
    text: 'services:\n  web:\n    deploy: {mode: replicated}\n    image: a\n',
    result: 'services:\n  web:\n    deploy: {replicas: 3, mode: replicated}\n    image: a\n',
  },
  {
    name: 'a service without a section, behind its list',
    text: 'services:\n  web:\n    image: a\n    ports:\n    - "80:80"\n\n    # Not of web.\n  db:\n    image: b\n',
    result:
      'services:\n  web:\n    image: a\n    ports:\n    - "80:80"\n    deploy:\n      replicas: 3\n\n    # Not of web.\n  db:\n    image: b\n',
  },
  {
    name: 'a service without a section at the end of a file without a line break',
    text: 'services:\r\n    web:\r\n        image: a',
    result:
      'services:\r\n    web:\r\n        image: a\r\n        deploy:\r\n            replicas: 3\r\n',
  },
  {
    name: 'a service in JSON',
    text: '{ "services": { "web": { "image": "a" } } }',
    result: '{ "services": { "web": { "deploy": { replicas: 3 }, "image": "a" } } }'.replace(
      'replicas',
      '"replicas"',
    ),
  },
  {
    name: 'an empty section',
    text: 'services:\n  web:\n    deploy: # later\n    image: a\n',
    result: 'services:\n  web:\n    deploy: { replicas: 3 } # later\n    image: a\n',
  },
  {
    name: 'an empty value',
    text: 'services:\n  web:\n    image: ü\n    deploy:\n      replicas:\n',
    result: 'services:\n  web:\n    image: ü\n    deploy:\n      replicas: 3\n',
  },
])('sets $name', ({ text, result }) => {
  expect(setReplicas(text, 'web', 3)).toEqual({ kind: 'edited', text: result })
})

it.each(['${COUNT}', '$COUNT', '${COUNT:-2}', '"${COUNT:?how many}"'])(
  'finds the variable of %s',
  (value) => {
    const text = `services:\n  web:\n    deploy:\n      replicas: ${value}\n`
    expect(setReplicas(text, 'web', 3)).toEqual({ kind: 'variable', name: 'COUNT' })
  },
)

it.each([
  ['x-d: &d { replicas: 2 }\nservices:\n  web: { image: a, deploy: *d }\n', 'is an alias'],
  ['x-w: &w { image: a }\nservices:\n  web: *w\n', 'comes from an alias'],
  ['services:\n  web:\n    deploy:\n      replicas: 1${X}\n', "can't be replaced safely"],
  ['services:\n  web:\n    deploy:\n      replicas: |\n        2\n', "can't be replaced safely"],
  ['services:\n  web:\n    deploy:\n      replicas: [2]\n', 'not written as a number'],
])('refuses %j', (text, reason) => {
  expect(setReplicas(text, 'web', 3)).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining(reason),
    remedy: expect.stringContaining('by hand'),
  })
})
