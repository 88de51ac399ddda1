import { expect, test } from 'vitest'
import { CORPUS_FOLDERS, readCorpus } from './corpus.ts'
import { makeInput } from './make-input.ts'

test('makes the same input of the same seed and number', () => {
  const corpus = readCorpus(CORPUS_FOLDERS)
  expect(corpus.compose.length).toBeGreaterThan(100)
  for (let number = 0; number < 50; number += 1) {
    expect(makeInput(7, number, corpus)).toEqual(makeInput(7, number, corpus))
  }
  expect(makeInput(7, 1, corpus)).not.toEqual(makeInput(8, 1, corpus))
})
