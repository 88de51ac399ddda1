import { STRICT_MANIFEST_POLICY } from '@kesako/core'
import { DEFAULT_STACK_POLICY, type Problem } from '@kesako/core'
import type { RevisionState, StackAtRevision } from '@kesako/repository'
import { expect, it } from 'vitest'
import { announcement, holdWarning, problemLines } from './push-words.ts'

function stack(name: string, enabled = true): StackAtRevision {
  const base = { inputs: [], inputsDigest: '00', problems: [], policy: DEFAULT_STACK_POLICY }
  return { name, enabled, ...base }
}

function state(
  stacks: readonly StackAtRevision[],
  more: Partial<RevisionState> = {},
): RevisionState {
  const policy = {
    selfHeal: false,
    prune: true,
    acceptBroken: false,
    manifestPolicy: STRICT_MANIFEST_POLICY,
  }
  return { revision: 'r', roots: ['root'], emptyTree: false, stacks, policy, problems: [], ...more }
}

it('names what is deployed and what is removed, the switched-off included', () => {
  const after = state([stack('shop'), stack('mail', false)])
  const said = announcement([stack('mail'), stack('old')], after.stacks, after, 'http://k')
  expect(said).toBe('kesako: deploys shop, removes mail, old; follow at http://k')
})

it('says that nothing changes', () => {
  const after = state([stack('shop')])
  expect(announcement([stack('shop')], [], after, 'http://k')).toBe('kesako: no stack changes.')
})

it('warns of an empty revision and of another history', () => {
  expect(holdWarning(state([], { emptyTree: true }), 'root')).toContain('no files')
  expect(holdWarning(state([]), 'another')).toContain('does not descend')
  expect(holdWarning(state([]), 'root')).toBeUndefined()
  expect(holdWarning(state([]), undefined)).toBeUndefined()
})

it('puts errors first and counts what is too much for a terminal', () => {
  const problem = (severity: Problem['severity'], message: string): Problem => ({
    code: 'x',
    severity,
    message,
  })
  const many = Array.from({ length: 60 }, (_, at) => problem('error', `${at}`))
  const lines = problemLines([problem('warning', 'w'), ...many])
  expect(lines[0]).toMatch(/^error: 0\.?$/)
  expect(lines).toHaveLength(51)
  expect(lines.at(-1)).toBe('and 11 more problems.')
})
