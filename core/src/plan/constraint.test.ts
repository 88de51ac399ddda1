import { describe, expect, it } from 'vitest'
import { fitsNode, parseConstraint } from './constraint.ts'
import { EMPTY_SWARM } from './test-swarm/apply-plan.ts'

const [plain] = EMPTY_SWARM.nodes
if (plain === undefined) throw new Error('no node')
const node = { ...plain, labels: { disk: 'SSD' } }

describe('fitsNode', () => {
  it.each([
    ['node.role == manager', true],
    ['node.role==worker', false],
    ['node.role != worker', true],
    ['node.hostname == NODE-A', true],
    ['node.id == node-1', true],
    ['node.labels.disk == ssd', true],
    ['node.labels.disk != ssd', false],
    ['node.labels.zone == a', false],
    ['node.labels.zone != a', true],
    ['node.platform.os == linux', undefined],
    ['engine.labels.gpu == yes', undefined],
    ['nonsense', false],
  ])('%s: %s', (constraint, expected) => {
    expect(fitsNode([constraint], node)).toBe(expected)
  })

  it('a failed constraint outweighs one that cannot be told', () => {
    expect(fitsNode(['engine.labels.gpu == yes', 'node.role == worker'], node)).toBe(false)
  })

  it('no constraint fits every node', () => {
    expect(fitsNode([], node)).toBe(true)
  })
})

describe('parseConstraint', () => {
  it.each(['node.role=manager', '== a', 'node.role ==', ''])('refuses "%s"', (text) => {
    expect(parseConstraint(text)).toBeUndefined()
  })
})
