import { expect, it } from 'vitest'
import { completionsAt } from './completions-at.ts'

/** Labels offered where `|` stands; a key ends in a colon, a name of the file in an arrow. */
function offered(marked: string): readonly string[] {
  return at(marked).map(({ label, kind }) =>
    kind === 'key' ? `${label}:` : kind === 'reference' ? `${label}->` : label,
  )
}

function at(marked: string) {
  const offset = marked.indexOf('|')
  return completionsAt(`${marked.slice(0, offset)}${marked.slice(offset + 1)}`, offset)
}

/** A file with one of everything; `@` is where the case goes, indented as a key of the service web. */
function inService(text: string): string {
  return `services:
  web:
    image: nginx
${text
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
  db: { image: postgres }
networks:
  front:
  back: { internal: true }
volumes: { data: , cache: {} }
secrets:
  password: { file: ./p.txt }
configs:
  site:
    file: ./site.conf
`
}

it.each([
  ['|', ['version:', 'services:', 'networks:', 'volumes:', 'secrets:', 'configs:', 'x-kesako:']],
  ['se|', ['services:', 'secrets:']],
  ['version: "3.2"\n|', ['services:', 'networks:', 'volumes:', 'secrets:']],
  ['services:\n  web:\n    im|', ['image:', 'ulimits:']],
  ['{"services": {"web": {"im|"', ['image:', 'ulimits:']],
  ['services: { web: { im| } }', ['image:', 'ulimits:']],
  ['x-kesako:\n  resolve|', ['resolveImage:']],
  ['x-kesako:\n  resolveImage: |', ['changed', 'always', 'never']],
  ['x-kesako: { ignore: [deploy.rep|', ['deploy.replicas']],
  ['x-kesako:\n  ignore:\n  - image\n  - im|', []],
])('offers in %j', (text, expected) => {
  expect(offered(text)).toEqual(expected)
})

it.each([
  ['init: |', ['true', 'false']],
  ['init:|', ['true', 'false']],
  ['init: t|', ['true']],
  ['deploy:\n  mode: |', ['replicated', 'global', 'replicated-job', 'global-job']],
  ['deploy:\n  mode: "glo|"', ['global', 'global-job']],
  ['deploy: { mode: global, update_config: { or| } }', ['order:', 'monitor:']],
  ['deploy:\n  update_config:\n    order: sta|\n  replicas: 3', ['start-first']],
  ['deploy:\n  replicas: 3\n  re|', ['resources:', 'restart_policy:']],
  [
    'deploy:\n  |\n  replicas: 3\n  mode: global\n  labels:\n  placement:',
    ['endpoint_mode:', 'update_config:', 'rollback_config:', 'resources:', 'restart_policy:'],
  ],
  ['networks: [front, |]', ['back->']],
  ['networks:\n  - |', ['front->', 'back->']],
  ['networks:\n- front\n- |', ['back->']],
  ['networks:\n  front:\n  |', ['back->']],
  ['networks:\n  |', ['front->', 'back->', 'front->', 'back->']],
  ['networks:\n  front:\n    al|', ['aliases:']],
  [
    'volumes:\n  - |',
    [
      'data->',
      'cache->',
      'type:',
      'source:',
      'target:',
      'read_only:',
      'bind:',
      'volume:',
      'tmpfs:',
      'consistency:',
    ],
  ],
  ['volumes:\n  - type: volume\n    source: |', ['data->', 'cache->']],
  ['volumes:\n  - so|\n    target: /x', ['source:']],
  ['volumes:\n  - type: |', ['volume', 'bind', 'tmpfs', 'npipe', 'cluster', 'image']],
  ['secrets:\n  - pa|', ['password->']],
  ['configs:\n  - source: |', ['site->']],
  ['x-kesako:\n  |', ['ignore:', 'wave:', 'dependsOn:']],
  ['x-kesako:\n  dependsOn: [|]', ['db->']],
  ['x-kesako: { depends|', ['dependsOn:']],
  ['depends_on:\n  - |', ['db->']],
  ['ports:\n  - target: 80\n    protocol: |', ['tcp', 'udp', 'sctp']],
  [
    'healthcheck:\n  # a comment\n\n  start|\n  test: ["CMD", "x"]',
    ['start_period:', 'start_interval:'],
  ],
  ['command: ["a", |]', []],
  ['labels:\n  com.example: |', []],
  ['environment:\n  - |', []],
  ['# a comment |', []],
  ['image: nginx # |', []],
  ['command: >\n  a text |', []],
  ['container|', ['container_name:']],
  ['<<: *base\n  hostn|', []],
  ['<<: *base\nhostn|', ['hostname:']],
])('offers in a service, at %j', (text, expected) => {
  expect(offered(inService(text))).toEqual(expected)
})

it.each([
  ['services:\n  web:\n    im|', 'services:\n  web:\n    image: '],
  ['services:\n  web:\n    im|age: a', 'services:\n  web:\n    image: a'],
  ['services:\n  web:\n    dep|', 'services:\n  web:\n    deploy:'],
  ['services:\n  web: { init: |, tty: true }', 'services:\n  web: { init: true, tty: true }'],
  ['services:\n  web:\n    init:|', 'services:\n  web:\n    init: true'],
  ['{"services": {"web": {"im|"}}}', '{"services": {"web": {"image"}}}'],
  [
    'services: { web: { volumes: [d|] } }\nvolumes: { data: }',
    'services: { web: { volumes: [data:] } }\nvolumes: { data: }',
  ],
  [
    'services:\n  web:\n    secrets:\n      |\nsecrets:\n  key:\n',
    'services:\n  web:\n    secrets:\n      - key\nsecrets:\n  key:\n',
  ],
  [
    'services:\n  web:\n    deploy:\n      mode: "gl|"',
    'services:\n  web:\n    deploy:\n      mode: "global"',
  ],
])('makes of the first offer in %j', (marked, expected) => {
  const text = marked.replace('|', '')
  const [first] = at(marked)
  if (first === undefined) throw new Error('nothing was offered')
  expect(text.slice(0, first.from) + first.insertText + text.slice(first.to)).toBe(expected)
})

it('offers keys of the version of the file only', () => {
  const file = (version: string) => `version: "${version}"\nservices:\n  web:\n    ini|`
  expect(offered(file('3.6'))).toEqual([])
  expect(offered(file('3.7'))).toEqual(['init:'])
  expect(offered('version: "3.1"\nservices:\n  a:\n    ports:\n      - tar|')).toEqual([])
})

it('offers what a swarm ignores last', () => {
  const labels = offered('services:\n  web:\n    c|')
  expect(labels.indexOf('command:')).toBeLessThan(labels.indexOf('container_name:'))
})

it('answers at every offset of a file that is cut off anywhere', () => {
  const whole = inService(
    'ports: ["80:80"]\ndeploy: { mode: global, labels: [a=b] }\nvolumes:\n  - data:/x',
  )
  for (let end = 0; end <= whole.length; end++) {
    const text = whole.slice(0, end)
    for (const { from, to, sentence } of completionsAt(text, end)) {
      expect(from <= end && end <= to && to <= text.length).toBe(true)
      expect(sentence).toMatch(/\.$/)
    }
  }
})

it('answers within 5 ms in a file of 1,000 lines', () => {
  const service = (at: number) =>
    `  s${at}:\n    image: nginx\n    deploy:\n      replicas: 2\n    ports: ["80${at}:80"]\n`
  const text = `services:\n${Array.from({ length: 200 }, (_, at) => service(at)).join('')}  last:\n    deploy:\n      mo`
  const times = Array.from({ length: 30 }, () => {
    const before = performance.now()
    expect(completionsAt(text, text.length).length).toBeGreaterThan(0)
    return performance.now() - before
  })
  expect(Math.min(...times)).toBeLessThan(5)
})
