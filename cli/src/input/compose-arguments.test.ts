import { describe, expect, it } from 'vitest'
import { composeFiles } from './compose-arguments.ts'

describe('composeFiles', () => {
  it.each([
    { values: ['a.yml'], files: ['a.yml'] },
    { values: ['a.yml', 'b.yml'], files: ['a.yml', 'b.yml'] },
    { values: ['a.yml,b.yml', 'c.yml'], files: ['a.yml', 'b.yml', 'c.yml'] },
    { values: ['"a,1.yml",b.yml'], files: ['a,1.yml', 'b.yml'] },
    { values: ['"say ""hi"".yml"'], files: ['say "hi".yml'] },
    { values: ['-'], files: ['-'] },
  ])('$values are the files $files', ({ values, files }) => {
    expect(composeFiles(values)).toEqual(files)
  })

  it('refuses an empty list as wrong use', () => {
    expect(() => composeFiles([])).toThrow('No Compose file is named.')
  })
})
