import { expect, test } from 'vitest'
import { formatRandom } from './format-random.ts'

const counts = { seed: 7, runs: 500, deployed: 300, foreseen: 2 }

test('says how many agree', () => {
  expect(formatRandom('28.2.2', counts)).toBe(
    'docker CLI 28.2.2: 500 random stacks of seed 7, 300 of them deployed; all agree, and 2 that the engine would refuse are refused by us before.\n',
  )
})

test('prints a stack that does not agree as files, without those it does not name', () => {
  const files = new Map([
    ['docker-compose.yml', Buffer.from('services:\n  web: {image: x, env_file: conf/two.env}\n')],
    ['one.txt', Buffer.from('one')],
    ['conf/two.env', Buffer.from('A=1')],
  ])
  const given = { name: 'random', stack: 'S', files, composeFiles: ['docker-compose.yml'], env: {} }
  const failure = { index: 46, given, differences: ['services.S_web: not equal'] }
  const printed = formatRandom('28.2.2', { ...counts, failure })
  expect(printed).toContain('stack 46 does not agree:\n  services.S_web: not equal\n')
  expect(printed).toContain('npm run oracle -- --random 500 --seed 7\n')
  expect(printed).toContain('--- conf/two.env\nA=1\n--- case.json\n')
  expect(printed).not.toContain('one.txt')
})
