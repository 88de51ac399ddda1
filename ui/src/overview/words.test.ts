import { describe, expect, it } from 'vitest'
import { count, initials, listed, sentence, shortAuthor } from './words.ts'

describe('words', () => {
  it.each([
    [0, '0 stacks'],
    [1, '1 stack'],
    [4, '4 stacks'],
  ])('counts %i', (number, expected) => {
    expect(count(number, 'stack')).toBe(expected)
  })

  it.each([
    ['It fails', 'It fails.'],
    ['It fails. ', 'It fails.'],
    [
      'password authentication failed for user "billing"',
      'password authentication failed for user "billing"',
    ],
    ['', ''],
  ])('ends %j as a sentence', (text, expected) => {
    expect(sentence(text)).toBe(expected)
  })

  it.each([
    ['Léa Fournier', 'Léa F.'],
    ['Ana María Ruiz', 'Ana R.'],
    ['renovate', 'renovate'],
    ['  admin ', 'admin'],
    ['', ''],
  ])('shortens the author %j', (author, expected) => {
    expect(shortAuthor(author)).toBe(expected)
  })

  it.each([
    ['Léa Fournier', 'LF'],
    ['admin', 'A'],
    ['ana@example.org', 'AE'],
  ])('makes initials of %j', (author, expected) => {
    expect(initials(author)).toBe(expected)
  })

  it('lists', () => {
    expect(listed([])).toBe('')
    expect(listed(['a'])).toBe('a')
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c')
  })
})
