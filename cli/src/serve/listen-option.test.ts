import { describe, expect, it } from 'vitest'
import { listenOption } from './listen-option.ts'

describe('listenOption', () => {
  it.each([
    ['127.0.0.1:8080', { host: '127.0.0.1', port: 8080 }],
    ['localhost:0', { host: 'localhost', port: 0 }],
    ['[::1]:9000', { host: '::1', port: 9000 }],
    ['9000', { host: '127.0.0.1', port: 9000 }],
  ])('%s', (value, expected) => {
    expect(listenOption(value)).toEqual(expected)
  })

  it.each(['', 'host', 'host:', ':80', '127.0.0.1:70000', '::1:80'])('%j is wrong use', (value) => {
    expect(() => listenOption(value)).toThrow('--listen takes HOST:PORT')
  })
})
