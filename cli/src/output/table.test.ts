import { expect, it } from 'vitest'
import { formatTable } from './table.ts'

it('pads every column to its widest cell and leaves no trailing space', () => {
  const text = formatTable(
    ['STACK', 'SYNC'],
    [
      ['shop', 'synced'],
      ['analytics', ''],
    ],
  )
  expect(text).toBe('STACK      SYNC\nshop       synced\nanalytics')
})
