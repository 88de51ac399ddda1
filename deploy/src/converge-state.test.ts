import type { ServiceProgress } from '@kesako/core'
import { describe, expect, it } from 'vitest'
import {
  advance,
  beginConvergence,
  type Convergence,
  type ConvergeRules,
} from './converge-state.ts'

const base = { serviceId: 's1', name: 'shop_web', running: 1, desired: 1, mark: 'm', reason: 'why' }

const converged = (over: object = {}): ServiceProgress => ({
  ...base,
  kind: 'converged',
  monitorMs: 5000,
  ...over,
})
const converging = (over: object = {}): ServiceProgress => ({
  ...base,
  kind: 'converging',
  ...over,
})
const failed = (over: object = {}): ServiceProgress => ({
  ...base,
  kind: 'failed',
  code: 'crash-loop',
  ...over,
})

const rules: ConvergeRules = { touched: new Set(['shop_web']), deadlineMs: 60_000 }

/** The verdicts of a series of looks. */
function watch(
  looks: readonly (readonly [atMs: number, ...ServiceProgress[]])[],
  how: ConvergeRules = rules,
): readonly Convergence[] {
  let state = beginConvergence(0)
  return looks.map(([at, ...services]) => {
    const step = advance(state, { at, services }, how)
    state = step.state
    return step.convergence
  })
}

const kinds = (all: readonly Convergence[]): readonly string[] => all.map((one) => one.kind)

describe('advance', () => {
  it('watches a touched service for its monitor window', () => {
    expect(
      kinds(
        watch([
          [0, converged()],
          [4999, converged()],
          [5000, converged()],
        ]),
      ),
    ).toEqual(['waiting', 'waiting', 'converged'])
  })

  it('begins the window anew when the service falls out of it', () => {
    const looks = watch([
      [0, converged()],
      [4000, converging()],
      [5000, converged()],
      [9999, converged()],
      [10_000, converged()],
    ])
    expect(kinds(looks)).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'converged'])
  })

  it('gives no window to a service that was not touched', () => {
    expect(kinds(watch([[0, converged()]], { ...rules, touched: new Set() }))).toEqual([
      'converged',
    ])
  })

  it('fails at once, with the reasons and tasks of all that failed', () => {
    const task = { id: 't1', name: 'shop_web.1', service: 'shop_web', error: '' }
    const looks = watch([
      [0, failed({ reason: 'One.', task }), failed({ name: 'shop_db', reason: 'Two.' })],
    ])
    const services = ['shop_web', 'shop_db']
    const reason = 'One. Two.'
    expect(looks).toEqual([{ kind: 'failed', code: 'crash-loop', reason, services, tasks: [task] }])
  })

  it('does not blame this deployment for an earlier rollback of a service that runs', () => {
    const past = failed({ name: 'shop_db', code: 'rolled-back' })
    expect(kinds(watch([[0, past]]))).toEqual(['converged'])
    expect(kinds(watch([[0, failed({ code: 'rolled-back' })]]))).toEqual(['failed'])
    expect(kinds(watch([[0, { ...past, running: 0 }]]))).toEqual(['failed'])
  })

  it('counts the deadline in time without progress', () => {
    const looks = watch([
      [0, converging({ mark: '1' })],
      [59_000, converging({ mark: '2' })],
      [118_000, converging({ mark: '2' })],
      [119_000, converging({ mark: '2' })],
    ])
    expect(kinds(looks)).toEqual(['waiting', 'waiting', 'waiting', 'failed'])
    expect(looks[3]).toMatchObject({ code: 'no-progress', reason: 'No progress for 60 s: why' })
  })

  it('takes code and reason of the deadline from the service that knows one', () => {
    const stuck = converging({ name: 'shop_db', code: 'no-suitable-node', reason: 'no node fits' })
    const looks = watch([
      [0, converging(), stuck],
      [60_000, converging(), stuck],
    ])
    expect(looks[1]).toMatchObject({
      code: 'no-suitable-node',
      reason: 'No progress for 60 s: no node fits',
    })
  })

  it('has no deadline for a window that is longer', () => {
    const slow = converged({ monitorMs: 600_000 })
    expect(
      kinds(
        watch([
          [0, slow],
          [599_000, slow],
          [600_000, slow],
        ]),
      ),
    ).toEqual(['waiting', 'waiting', 'converged'])
  })

  it('watches a service again that crashed after its window, while another is still watched', () => {
    const both = { ...rules, touched: new Set(['shop_web', 'shop_db']) }
    const slow = converged({ name: 'shop_db', monitorMs: 10_000 })
    const looks = watch(
      [
        [0, converged(), slow],
        [6000, converging(), slow],
        [7000, converged(), slow],
        [10_000, converged(), slow],
        [12_000, converged(), slow],
      ],
      both,
    )
    expect(kinds(looks)).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'converged'])
  })

  it('is over at once when nothing is expected', () => {
    expect(kinds(watch([[0]]))).toEqual(['converged'])
  })
})
