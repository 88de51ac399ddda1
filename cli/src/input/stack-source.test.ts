import { describe, expect, it } from 'vitest'
import { stackSource } from './stack-source.ts'

describe('stackSource', () => {
  it.each([
    ['shop', { composeFile: ['a.yml'] }, { kind: 'files', stack: 'shop', files: ['a.yml'] }],
    [undefined, { repo: '.' }, { kind: 'repository', path: '.' }],
    [
      undefined,
      { repo: '.', revision: 'v1', stack: 'shop' },
      { kind: 'repository', path: '.', revision: 'v1', stack: 'shop' },
    ],
  ])('%s and %j: %j', (stack, options, expected) => {
    expect(stackSource('plan', stack, options)).toEqual(expected)
  })

  it.each([
    [undefined, {}, 'No stack is named.'],
    ['shop', {}, 'No Compose file is named.'],
    ['shop', { composeFile: ['a.yml'], revision: 'v1' }, '--revision needs --repo.'],
    ['shop', { composeFile: ['a.yml'], stack: 'shop' }, '--stack needs --repo.'],
    [undefined, { composeFile: ['a.yml'], repo: '.' }, '-c and --repo exclude each other.'],
    ['shop', { repo: '.' }, 'With --repo a stack is named by --stack, and here is shop.'],
  ])('%s and %j is wrong use: %s', (stack, options, message) => {
    expect(() => stackSource('plan', stack, options)).toThrow(message)
  })
})
