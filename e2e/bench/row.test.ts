import { describe, expect, it } from 'vitest'
import { type Bar, judge, type Measured } from './row.ts'

const measured = (ours: number, bar: Bar, beside?: number): Measured => ({
  work: 'work',
  unit: 'ms',
  ours,
  bar,
  ...(beside === undefined ? {} : { beside: { what: 'other', value: beside } }),
})

describe('a bar', () => {
  it.each<[held: boolean, ratio: number | undefined, Measured]>([
    [true, undefined, measured(149, { kind: 'under', value: 150 })],
    [false, undefined, measured(150, { kind: 'under', value: 150 })],
    [true, 4, measured(400, { kind: 'at-most-times', times: 4 }, 100)],
    [false, 4.5, measured(450, { kind: 'at-most-times', times: 4 }, 100)],
    [true, 50, measured(10, { kind: 'times-faster', times: 50 }, 500)],
    [false, 49, measured(10, { kind: 'times-faster', times: 50 }, 490)],
  ])('holds: %s at ratio %s', (held, ratio, one) => {
    expect(judge(one)).toMatchObject({ held, ...(ratio === undefined ? {} : { ratio }) })
  })

  it('does not hold where something must not be, however fast', () => {
    const one = { ...measured(1, { kind: 'under', value: 150 }), fault: '2 writes' }
    expect(judge(one).held).toBe(false)
  })

  it('does not hold without the figure that a ratio needs', () => {
    expect(judge(measured(1, { kind: 'at-most-times', times: 4 })).held).toBe(false)
    expect(judge(measured(1, { kind: 'times-faster', times: 4 })).held).toBe(false)
  })
})
