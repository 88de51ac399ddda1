import { expect, it } from 'vitest'
import { DEFAULT_STACK_POLICY, type StackPolicy } from '../../desired-state.ts'
import type { Problem } from '../../problem.ts'
import { composeSchema } from '../schema/compose-schema.ts'
import { validate } from '../schema/validate.ts'
import { NEWEST } from '../version.ts'
import { readDocument } from '../yaml/read-document.ts'
import type { PolicyPart } from './policy-part.ts'
import { readSettings } from './read-settings.ts'
import { stackPolicy } from './stack-policy.ts'

interface Read {
  readonly policy: StackPolicy
  readonly problems: readonly string[]
}

function read(files: readonly string[], settings?: PolicyPart): Read {
  const problems: Problem[] = []
  const report = (problem: Problem): void => void problems.push(problem)
  const roots = files.map((text, index) => {
    const node = document(text, `${index}.yml`, report)
    const root = node && validate(node, composeSchema, NEWEST, report)
    if (root === undefined) throw new Error(JSON.stringify(problems))
    return root
  })
  const { policy } = stackPolicy(
    roots,
    { stack: 'shop', defaults: DEFAULT_STACK_POLICY, settings },
    report,
  )
  return {
    policy,
    problems: problems.map(
      ({ place, message, remedy }) => `${place?.line}:${place?.column} ${message}. ${remedy}`,
    ),
  }
}

function document(text: string, file: string, report: (problem: Problem) => void) {
  return readDocument(file, new TextEncoder().encode(text), report)
}

function settings(text: string): PolicyPart {
  const node = document(text, 'stack-shop.json', () => {})
  const part = node && readSettings(node).settings?.policy
  if (part === undefined) throw new Error('broken settings')
  return part
}

const services = 'services: { web: { image: a }, db: { image: b }, jobs: { image: c } }'

it('reads waves and dependencies of the stack and of services', () => {
  const { policy, problems } = read([
    `services:
  web: { image: a, x-kesako: { wave: 2, dependsOn: [db, cache] } }
  db: { image: b }
  cache: { image: c, x-kesako: { wave: -3 } }
x-kesako:
  wave: { web: 1, db: 2 }
  dependsOn: [infrastructure, dns]
`,
  ])
  expect(problems).toEqual([])
  expect(policy.waves).toEqual(
    new Map([
      ['web', 2],
      ['db', 2],
      ['cache', -3],
    ]),
  )
  expect(policy.dependsOn).toEqual(['infrastructure', 'dns'])
  expect(policy.serviceDependsOn).toEqual(new Map([['web', ['db', 'cache']]]))
})

it('lets settings win over the file, scope by scope', () => {
  const file = `${services.replace('a }', 'a, x-kesako: { ignore: [image] } }')}
x-kesako: { adopt: true, replace: true, ignore: [labels, ports] }`
  const { policy } = read([file], settings('{"adopt": false, "ignore": ["deploy.replicas"]}'))
  expect(policy.adopt).toBe(false)
  expect(policy.replace).toBe(true)
  expect(policy.ignore).toEqual([{ service: 'web', field: 'image' }, { field: 'deploy.replicas' }])
})

it('merges what several files say about a service', () => {
  const first = 'services: { web: { image: a, x-kesako: { ignore: [image, ports], wave: 1 } } }'
  const second = 'services: { web: { x-kesako: { ignore: [ports, labels], wave: 2 } } }'
  const { policy } = read([first, second])
  expect(policy.ignore.map(({ field }) => field)).toEqual(['image', 'ports', 'labels'])
  expect(policy.waves).toEqual(new Map([['web', 2]]))
})

it.each([
  ['x-kesako: { wave: { wbe: 1 } }', ['2:21 the stack has no service "wbe". Did you mean "web"?']],
  [
    'x-kesako: { wave: { proxy: 1 } }',
    ['2:21 the stack has no service "proxy". Its services are web, db, jobs.'],
  ],
  ['x-kesako: { dependsOn: [shop] }', ['2:25 the stack "shop" waits for itself. Remove it.']],
])('refuses %s', (text, expected) => {
  expect(read([`${services}\n${text}`]).problems).toEqual(expected)
})

it.each([
  ['a: [b], b: [c], c: [a]', 'services wait for each other in a circle: a -> b -> c -> a'],
  ['a: [b], b: [c], c: [b]', 'services wait for each other in a circle: b -> c -> b'],
  ['a: [a], b: [], c: []', 'the service "a" waits for itself'],
])('finds the circle in %s', (edges, expected) => {
  const needs = edges.replace(
    /(\w): (\[[^\]]*\])/g,
    '$1: { image: i, x-kesako: { dependsOn: $2 } }',
  )
  const { problems } = read([`services: { ${needs} }`])
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(expected)
})

it('walks a chain of a thousand services', () => {
  const chain = Array.from({ length: 1000 }, (_, at) => {
    const next = at === 999 ? 0 : at + 1
    return `  s${at}: { image: i, x-kesako: { dependsOn: [s${next}] } }`
  })
  const { problems } = read([`services:\n${chain.join('\n')}`])
  expect(problems).toHaveLength(1)
})

it('says where settings name a service that there is not', () => {
  const { problems } = read([services], settings('{"wave": {"wbe": 1}}'))
  expect(problems).toEqual(['1:11 the stack has no service "wbe". Did you mean "web"?'])
})
