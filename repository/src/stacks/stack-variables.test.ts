import { expect, it } from 'vitest'
import { stackVariables } from './stack-variables.ts'

it('takes the first found of settings, file and process', () => {
  const variables = stackVariables(
    new Map([['A', 'settings']]),
    new Map([
      ['A', 'file'],
      ['B', 'file'],
      ['C', undefined],
    ]),
    new Map([
      ['A', 'given'],
      ['B', 'given'],
      ['C', 'given'],
      ['D', ''],
    ]),
  )
  expect(Object.fromEntries(variables)).toEqual({ A: 'settings', B: 'file', C: 'given', D: '' })
})
