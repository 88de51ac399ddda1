import { expect, it } from 'vitest'
import { readStackSettings } from './stack-settings.ts'

const FILE = 'stack-shop.json'

function read(text: string): ReturnType<typeof readStackSettings> {
  return readStackSettings(FILE, Buffer.from(text))
}

it('reads every key', () => {
  const text = JSON.stringify({
    enabled: false,
    env: { TAG: '1.2', EMPTY: '' },
    stackDefinition: 'web',
    options: { replicas: 3 },
    adopt: true,
    replace: true,
    rotate: false,
    resolveImage: 'never',
    deadline: '1m30s',
    selfHeal: true,
    baseDirectory: '/srv/data',
    ignore: ['deploy.replicas'],
  })
  expect(read(text)).toEqual({
    settings: {
      enabled: false,
      env: new Map([
        ['TAG', '1.2'],
        ['EMPTY', ''],
      ]),
      stackDefinition: 'web',
      options: { replicas: 3 },
      policy: {
        values: {
          adopt: true,
          replace: true,
          rotate: false,
          resolveImage: 'never',
          deadlineMs: 90_000,
          selfHeal: true,
          baseDirectory: '/srv/data',
        },
        ignore: ['deploy.replicas'],
        waves: new Map(),
        mentions: [],
      },
    },
    optionPlaces: new Map([['replicas', { file: FILE, line: 1, column: 84 }]]),
    problems: [],
  })
})

it('says nothing of what the file leaves out', () => {
  expect(read('\uFEFF{\n\t"env": {}\n}').settings).toEqual({
    enabled: true,
    env: new Map(),
    policy: { values: {}, waves: new Map(), mentions: [] },
  })
})

it.each([
  ['{\n  "enabled": false,\n  "colour": 1\n}', 'key-unknown', 3, 3, 'colour'],
  ['{"wave": {"web": 1001}}', 'settings-invalid', 1, 18, 'wave.web'],
  ['{"dependsOn": ["a b"]}', 'settings-invalid', 1, 16, 'dependsOn.0'],
  ['{"ignore": ["replicas"]}', 'settings-invalid', 1, 13, 'ignore.0'],
  ['{"deadline": "25h"}', 'settings-invalid', 1, 14, 'deadline'],
  ['{"deadline": 90}', 'settings-invalid', 1, 14, 'deadline'],
  ['{"stackDefinition": ""}', 'settings-invalid', 1, 21, 'stackDefinition'],
  ['{"env": {"A": 1}}', 'settings-invalid', 1, 15, 'env.A'],
  ['{"env": {"A B": "1"}}', 'settings-invalid', 1, 10, 'env.A B'],
  ['{"enabled": "no"}', 'settings-invalid', 1, 13, 'enabled'],
  ['{"deadline": "5 minutes"}', 'settings-invalid', 1, 14, 'deadline'],
  ['{"deadline": "0s"}', 'settings-invalid', 1, 14, 'deadline'],
  ['{"baseDirectory": "data"}', 'settings-invalid', 1, 19, 'baseDirectory'],
  ['{"baseDirectory": "/srv/../etc"}', 'settings-invalid', 1, 19, 'baseDirectory'],
  ['{"resolveImage": "often"}', 'settings-invalid', 1, 18, 'resolveImage'],
  ['{"options": {}}', 'options-without-definition', 1, 2, 'options'],
  ['[]', 'settings-invalid', 1, 1, ''],
  ['{"enabled": true,\n}', 'json-broken', 2, 1, undefined],
  ['{"enabled": true,\n"enabled": false}', 'json-broken', 2, 1, undefined],
])('refuses %j', (text, code, line, column, path) => {
  const { settings, problems } = read(text)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatchObject({
    code,
    severity: 'error',
    place: { file: FILE, line, column },
  })
  expect(problems[0]?.path).toBe(path)
  expect(settings.enabled).toBe(true)
})

it('refuses what is not text', () => {
  expect(readStackSettings(FILE, Uint8Array.of(0xff, 0xfe)).problems[0]?.code).toBe('json-broken')
})
