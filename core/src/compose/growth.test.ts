import { expect, test, vi } from 'vitest'
import { DEFAULT_STACK_POLICY } from '../desired-state.ts'
import { convertStack } from './convert-stack.ts'
import { loadStack } from './load-stack.ts'

// Processor time is what counts; how long that takes, the machine decides.
vi.setConfig({ testTimeout: 60_000 })

/** Files of a size, with the variables that they name. */
type Files = (size: number) => readonly string[]

function lines(size: number, line: (index: number) => string): string {
  return Array.from({ length: size }, (_, index) => `${line(index)}\n`).join('')
}

function service(keys: string): string {
  return `services:\n  a:\n    image: x\n${keys}`
}

function listOf(key: string, item: (index: number) => string): Files {
  return (size) => [service(`    ${key}:\n${lines(size, (index) => `      - ${item(index)}`)}`)]
}

function mapOf(key: string, entry: (index: number) => string): Files {
  return (size) => [service(`    ${key}:\n${lines(size, (index) => `      ${entry(index)}`)}`)]
}

function text(key: string, part: string): Files {
  return (size) => [service(`    ${key}: "${part.repeat(size)}"\n`)]
}

const cases: Readonly<Record<string, readonly [size: number, files: Files]>> = {
  services: [700, (size) => [`services:\n${lines(size, (index) => `  s${index}: { image: x }`)}`]],
  'services with one name each in many places': [
    150,
    (size) => [
      `services:\n${lines(size, (index) => `  s${index}: { image: x, networks: [n${index}], volumes: ["v${index}:/x"], secrets: [c${index}] }`)}` +
        `networks:\n${lines(size, (index) => `  n${index}:`)}volumes:\n${lines(size, (index) => `  v${index}:`)}` +
        `secrets:\n${lines(size, (index) => `  c${index}: { external: true }`)}`,
    ],
  ],
  environment: [2500, listOf('environment', (index) => `A${index}=b`)],
  labels: [2500, mapOf('labels', (index) => `l${index}: b`)],
  ports: [750, listOf('ports', (index) => `"${index + 1}:80"`)],
  'equal ports': [750, listOf('ports', () => '"80:80"')],
  'long ports': [750, listOf('ports', (index) => `{ target: 80, published: ${index + 1} }`)],
  volumes: [1000, listOf('volumes', (index) => `/a${index}:/b${index}`)],
  expose: [1500, listOf('expose', (index) => `"${index}"`)],
  capabilities: [1500, listOf('cap_add', (index) => `CAP_${index}`)],
  constraints: [
    1000,
    (size) => [
      service(
        `    deploy:\n      placement:\n        constraints:\n${lines(size, (index) => `          - node.labels.a${index} == b`)}`,
      ),
    ],
  ],
  dependencies: [1500, listOf('depends_on', (index) => `s${index}`)],
  'unknown keys': [1500, mapOf('deploy', (index) => `replica${index}: 1`)],
  'wrong values': [1500, listOf('cap_add', (index) => `${index}`)],
  'unset variables': [2500, listOf('command', (index) => `$\{V${index}}`)],
  'problems that quote variables': [1250, listOf('ports', (index) => `"$\{SET${index}}"`)],
  'variables in one text': [10_000, text('command', '${A}')],
  'variables that stay open': [25_000, text('command', '${A:-')],
  'dollars without braces': [25_000, text('command', '$A-')],
  'escaped dollars': [50_000, text('command', '$$')],
  'a long image': [50_000, text('image', 'a-')],
  'an image of dots': [50_000, text('image', 'a.')],
  'an image of colons': [50_000, text('image', ':a')],
  'a long command': [50_000, text('command', 'a ')],
  'quotes in a command': [50_000, text('command', "'")],
  'a long duration': [50_000, text('stop_grace_period', '1h')],
  'digits of a duration': [100_000, text('stop_grace_period', '1')],
  'a long port': [25_000, (size) => [service(`    ports: ["${'1-'.repeat(size)}"]\n`)]],
  'a port of brackets': [25_000, (size) => [service(`    ports: ["${'['.repeat(size)}"]\n`)]],
  'a long volume': [25_000, (size) => [service(`    volumes: ["${'a:'.repeat(size)}"]\n`)]],
  'a volume of dots': [
    25_000,
    (size) => [service(`    volumes: ["/x/${'../'.repeat(size)}:/y"]\n`)],
  ],
  'a long path': [25_000, (size) => [service(`    env_file: "${'a/../'.repeat(size)}"\n`)]],
  'a long size': [
    100_000,
    (size) => [
      service(`    deploy: { resources: { limits: { memory: "${'1'.repeat(size)}M" } } }\n`),
    ],
  ],
  'blanks in a size': [
    100_000,
    (size) => [
      service(`    deploy: { resources: { limits: { memory: "1${' '.repeat(size)}" } } }\n`),
    ],
  ],
  'a number of many digits': [100_000, (size) => [service(`    x-a: 1${'0'.repeat(size)}\n`)]],
  'a float of many digits': [100_000, (size) => [service(`    x-a: 0.${'1'.repeat(size)}\n`)]],
  'an exponent of many digits': [100_000, (size) => [service(`    x-a: 1e${'9'.repeat(size)}\n`)]],
  'a date of many digits': [
    100_000,
    (size) => [service(`    x-a: 2020-01-01T00:00:00.${'1'.repeat(size)}Z\n`)],
  ],
  anchors: [
    2500,
    (size) => [`services: {}\nx-a:\n${lines(size, (index) => `  - &a${index} { k: v }`)}`],
  ],
  aliases: [5000, (size) => [`services: {}\nx-a: &a 1\nx-b:\n${lines(size, () => '  - *a')}`]],
  'merge keys': [
    1000,
    (size) => [
      `services: {}\nx-a: &a { k: v, l: w }\nx-b:\n${lines(size, () => '  - { <<: *a, m: x }')}`,
    ],
  ],
  keys: [5000, (size) => [`services: {}\nx-a:\n${lines(size, (index) => `  k${index}: v`)}`]],
  'keys in braces': [
    5000,
    (size) => [`services: {}\nx-a: {${lines(size, (index) => `k${index}: v,`)}}`],
  ],
  'keys without a value': [
    5000,
    (size) => [`services: {}\nx-a:\n${lines(size, (index) => `  ? k${index}`)}`],
  ],
  comments: [10_000, (size) => [`services: {}\n${lines(size, () => '# comment')}`]],
  'empty lines': [12_000, (size) => [`services: {}\n${'\n'.repeat(size)}x-a: 1`]],
  'lines of folded text': [
    5000,
    (size) => [`services: {}\nx-a: >\n${lines(size, () => '  text')}`],
  ],
  'lines of plain text': [5000, (size) => [`services: {}\nx-a:\n${lines(size, () => '  text')}`]],
  'lines of quoted text': [
    5000,
    (size) => [`services: {}\nx-a: "${lines(size, () => '  text\\')}"`],
  ],
  'escapes in quotes': [25_000, (size) => [`services: {}\nx-a: "${'\\n'.repeat(size)}"`]],
  'quotes in quotes': [25_000, (size) => [`services: {}\nx-a: '${"''".repeat(size)}'`]],
  blanks: [100_000, (size) => [`services: {}\nx-a: a${' '.repeat(size)}`]],
  'a line of open brackets': [10_000, (size) => [`services: {}\nx-a: ${'['.repeat(size)}`]],
  documents: [10_000, (size) => [`services: {}\n${lines(size, () => '---')}`]],
  'a long key': [100_000, (size) => [`services: {}\n? ${'k'.repeat(size)}\n: 1`]],
}

function cpuMs(files: readonly string[]): number {
  const started = process.threadCpuUsage()
  const variables = Array.from(
    { length: 10_000 },
    (_, index) => [`SET${index}`, `value-${index}`] as const,
  )
  const loaded = loadStack({
    stack: 'S',
    sources: files.map((file, index) => ({
      path: `f${index}.yml`,
      bytes: new TextEncoder().encode(file),
    })),
    variables: new Map(variables),
    origin: { kind: 'revision' },
    policy: DEFAULT_STACK_POLICY,
  })
  convertStack(loaded, new Map())
  const { user, system } = process.threadCpuUsage(started)
  return (user + system) / 1000
}

/** Below this, the time says more about the machine than about the file. */
const TRIFLE_MS = 60

test.each(Object.entries(cases))(
  'four times as many %s cost about four times as much',
  (_, [size, files]) => {
    const large = files(4 * size)
    const bar = () => 4 * 2.2 * Math.max(cpuMs(files(size)), TRIFLE_MS / 8)
    // What else the machine does shows in processor time, too: the best of three counts.
    const inProportion = [1, 2, 3].some(() => {
      const took = cpuMs(large)
      return took < TRIFLE_MS || (took < 1000 && took < bar())
    })
    expect(inProportion).toBe(true)
  },
)
