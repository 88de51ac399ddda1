import { expect, it } from 'vitest'
import type { BatchAnswer } from './batch-parser.ts'
import { createBatchParser } from './batch-parser.ts'

const ID = 'a'.repeat(40)
const STREAM = Buffer.from(
  `${ID} blob 5\nhel\no\nHEAD:no such file missing\n${ID} blob 0\n\n${ID} blob 9\n123456789\n${ID} commit 2\nok\n`,
)

function parse(chunkSize: number): readonly string[] {
  const answers: BatchAnswer[] = []
  const parser = createBatchParser(
    () => 8,
    (answer) => answers.push(answer),
  )
  for (let at = 0; at < STREAM.length; at += chunkSize) {
    parser.push(STREAM.subarray(at, at + chunkSize))
  }
  return answers.map((answer) =>
    answer.kind === 'object' ? `${answer.type}:${answer.body.toString()}` : answer.kind,
  )
}

it.each([1, 2, 7, 46, 1_000])('cuts answers out of chunks of %i bytes', (chunkSize) => {
  expect(parse(chunkSize)).toEqual(['blob:hel\no', 'missing', 'blob:', 'too-large', 'commit:ok'])
})
