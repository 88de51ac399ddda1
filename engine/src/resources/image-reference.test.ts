import { expect, test } from 'vitest'
import { pinned, taggedImage } from './image-reference.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`

test.each([
  ['bb', 'bb:latest'],
  ['bb:1', 'bb:1'],
  ['registry:5000/bb', 'registry:5000/bb:latest'],
  ['registry:5000/bb:1', 'registry:5000/bb:1'],
  [`bb@${DIGEST}`, `bb@${DIGEST}`],
  ['a'.repeat(64), 'a'.repeat(64)],
])('%s is %s', (image, tagged) => {
  expect(taggedImage(image)).toBe(tagged)
})

test('a digest comes after the tag, and one that is there stays', () => {
  expect(pinned('bb', DIGEST)).toBe(`bb:latest@${DIGEST}`)
  expect(pinned('bb:1', DIGEST)).toBe(`bb:1@${DIGEST}`)
  expect(pinned(`bb:1@${DIGEST}`, 'sha256:other')).toBe(`bb:1@${DIGEST}`)
})
