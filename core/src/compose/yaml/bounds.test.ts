import { expect, test, vi } from 'vitest'
import { DEFAULT_STACK_POLICY } from '../../desired-state.ts'
import { loadStack } from '../load-stack.ts'

// Processor time is what counts; how long that takes, the machine decides.
vi.setConfig({ testTimeout: 60_000 })

function load(...texts: readonly string[]): {
  readonly codes: readonly string[]
  readonly milliseconds: number
} {
  const started = process.threadCpuUsage()
  const { problems } = loadStack({
    stack: 'S',
    sources: texts.map((text, index) => ({
      path: `docker-compose-${index}.yml`,
      bytes: new TextEncoder().encode(text),
    })),
    variables: new Map(),
    origin: { kind: 'revision' },
    policy: DEFAULT_STACK_POLICY,
  })
  const codes = problems.filter((problem) => problem.severity === 'error').map(({ code }) => code)
  return { codes: [...new Set(codes)], milliseconds: process.threadCpuUsage(started).user / 1000 }
}

function laughs(levels: number): string {
  const level = (index: number) =>
    `  l${index}: &l${index} [${Array(10)
      .fill(`*l${index - 1}`)
      .join()}]\n`
  return `x-a:\n  l0: &l0 [x]\n${Array.from({ length: levels }, (_, index) => level(index + 1)).join('')}`
}

test.each([
  ['5 MB', 'x'.repeat(5_000_000), 'compose-too-large'],
  ['100,001 lines', '\n'.repeat(100_001), 'too-many-lines'],
  ['200,000 values', `x-a: [${'1,'.repeat(200_000)}]`, 'too-many-nodes'],
  [
    '200,000 keys',
    `{${Array.from({ length: 70_000 }, (_, index) => `a${index}: 1`).join()}}`,
    'too-many-nodes',
  ],
  ['a million brackets', '['.repeat(1_000_000), 'too-deep'],
  ['200,000 brackets', '['.repeat(200_000), 'too-deep'],
  ['a million dashes', '- '.repeat(500_000), 'too-deep'],
  ['200,000 dashes', '- '.repeat(200_000), 'too-deep'],
  ['200,000 question marks', '? '.repeat(200_000), 'too-deep'],
  [
    'nested blocks',
    Array.from({ length: 1000 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'),
    'too-deep',
  ],
  ['65 levels', `x-a: ${'['.repeat(65)}${']'.repeat(65)}`, 'too-deep'],
  ['aliases that multiply', laughs(9), 'aliases-too-large'],
  ['an alias of itself', 'x-a: &a [*a]', 'alias-unknown'],
  ['an alias of nothing', 'x-a: *a', 'alias-unknown'],
  [
    '15,000 keys of one mapping',
    `x-a: {${Array.from({ length: 15_000 }, (_, index) => `a${index}: 1`).join()}}\nservices: 1`,
    'wrong-type',
  ],
  [
    '40,000 aliases',
    `x-a: &a 1\nx-b: [${Array(40_000).fill('*a').join()}]\nservices: 1`,
    'wrong-type',
  ],
  ['a long line of dollars', `x-a: "${'${'.repeat(200_000)}"`, 'variable-syntax'],
  ['a long line of open braces', `x-a: "${'${a-'.repeat(200_000)}"`, 'variable-syntax'],
  ['a long line of braces that stay open', `x-a: "${'${a'.repeat(200_000)}"`, 'variable-syntax'],
  ['a line of defaults that stay open', `x-a: "${'${a?'.repeat(60_000)}"`, 'variable-syntax'],
  ['half a million quotes', `x-a: ${'"'.repeat(500_001)}`, 'yaml-invalid'],
  ['50,001 quotes', `x-a: ${'"'.repeat(50_001)}`, 'yaml-invalid'],
  [
    'a million ports',
    `services: { a: { image: x, ports: [${Array.from({ length: 20 }, (_, index) => `"${index + 1}-65535"`).join()}] } }`,
    'too-many-ports',
  ],
  ['a control character', 'x-a: "\u0001"', 'control-character'],
])('refuses %s at once', (_, text, code) => {
  const { codes, milliseconds } = load(text)
  expect(codes).toContain(code)
  expect(milliseconds).toBeLessThan(1000)
})

test('takes 60 levels', () => {
  expect(load(`services: {}\nx-a: ${'['.repeat(60)}${']'.repeat(60)}`).codes).toEqual([])
})

test.each([
  ['101 files', Array.from({ length: 101 }, () => 'services: {}'), 'too-many-files'],
  [
    '3 files of half a megabyte',
    Array.from({ length: 3 }, () => `#${'x'.repeat(500_000)}`),
    'compose-too-large',
  ],
  [
    '20 files of 4,000 values',
    Array.from({ length: 20 }, () => `services: {}\nx-a: [${'1,'.repeat(4000)}]`),
    'too-many-nodes',
  ],
  [
    '20 files of few bytes and many aliases',
    Array.from({ length: 20 }, () => `services: {}\n${laughs(4)}`),
    'aliases-too-large',
  ],
])('counts all files of a stack: refuses %s', (_, texts, code) => {
  const { codes, milliseconds } = load(...texts)
  expect(codes).toContain(code)
  expect(milliseconds).toBeLessThan(1000)
})

test('takes 100 files of one service', () => {
  const file = (index: number) =>
    `services: { a: { image: x, environment: { A${index}: b }, ports: ["${index + 1}"] } }`
  const { codes, milliseconds } = load(...Array.from({ length: 100 }, (_, index) => file(index)))
  expect(codes).toEqual([])
  expect(milliseconds).toBeLessThan(1000)
})

test('takes a stack of 10,000 lines', () => {
  const services = Array.from(
    { length: 1000 },
    (_, index) => `  s${index}:
    image: registry.example.org/shop/api:1.${index}
    environment:
      A: b
      LOG_LEVEL: info
    ports:
      - "${index + 1}:80"
    deploy:
      replicas: 2
      labels: { a: b }
`,
  )
  const { codes, milliseconds } = load(`services:\n${services.join('')}`)
  expect(codes).toEqual([])
  expect(milliseconds).toBeLessThan(1000)
})
