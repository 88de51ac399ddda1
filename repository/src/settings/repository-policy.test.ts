import { expect, it } from 'vitest'
import { readRepositoryPolicy } from './repository-policy.ts'

it('reads the keys and keeps defaults for the rest', () => {
  const { policy, problems } = readRepositoryPolicy(
    Buffer.from('# ours\nselfHeal: true\nmaxRemovals: 3\n'),
  )
  expect(policy).toEqual({ selfHeal: true, maxRemovals: 3, acceptBroken: false })
  expect(problems).toEqual([])
})

it.each(['', '# only a comment\n', '{}'])('takes the defaults from %j', (text) => {
  expect(readRepositoryPolicy(Buffer.from(text))).toEqual({
    policy: { selfHeal: false, acceptBroken: false },
    problems: [],
  })
})

it.each([
  ['selfHeal: true\nprune: yes\n', 'key-unknown', 2, 1],
  ['maxRemovals: -1\n', 'policy-invalid', 1, 14],
  ['maxRemovals: 1.5\n', 'policy-invalid', 1, 14],
  ['selfHeal: "true"\n', 'policy-invalid', 1, 11],
  ['- selfHeal\n', 'policy-invalid', 1, 1],
  ['selfHeal: true\nselfHeal: false\n', 'yaml-broken', 2, 1],
  ['selfHeal: [\n', 'yaml-broken', 2, 1],
])('refuses %j and falls back to the defaults', (text, code, line, column) => {
  const { policy, problems } = readRepositoryPolicy(Buffer.from(text))
  expect(policy).toEqual({ selfHeal: false, acceptBroken: false })
  expect(problems[0]).toMatchObject({ code, place: { file: 'kesako.yml', line, column } })
})

it('refuses an alias bomb', () => {
  const bomb = ['a0: &a0 [x]']
  for (let at = 1; at < 30; at++) bomb.push(`a${at}: &a${at} [*a${at - 1}, *a${at - 1}]`)
  expect(readRepositoryPolicy(Buffer.from(bomb.join('\n'))).problems[0]?.severity).toBe('error')
})
