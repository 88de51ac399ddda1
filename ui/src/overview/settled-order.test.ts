import { describe, expect, it } from 'vitest'
import { settledOrder } from './settled-order.ts'

function rows(...keys: readonly string[]): readonly { readonly key: string }[] {
  return keys.map((key) => ({ key }))
}

describe('settledOrder', () => {
  it('is the order wanted when nobody points at it', () => {
    expect(settledOrder(['b', 'a'], rows('a', 'b'), false)).toEqual(rows('a', 'b'))
  })

  it('keeps what is shown in place while frozen', () => {
    expect(settledOrder(['b', 'a'], rows('a', 'b'), true)).toEqual(rows('b', 'a'))
  })

  it('puts what is new last and drops what is gone', () => {
    expect(settledOrder(['b', 'gone', 'a'], rows('worst', 'a', 'b'), true)).toEqual(
      rows('b', 'a', 'worst'),
    )
  })
})
