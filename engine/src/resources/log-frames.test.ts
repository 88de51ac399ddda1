import { expect, test } from 'vitest'
import { decodeLog } from './log-frames.ts'

function frame(stream: number, text: string): Buffer {
  const head = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0])
  head.writeUInt32BE(Buffer.byteLength(text), 4)
  return Buffer.concat([head, Buffer.from(text)])
}

test('joins the frames of both streams, also where a frame ends inside a line', () => {
  const body = Buffer.concat([frame(1, 'one\ntw'), frame(1, 'o\n'), frame(2, 'thrée\n')])
  expect(decodeLog(body)).toEqual(['one', 'two', 'thrée'])
})

test('a log of a terminal has no frames', () => {
  expect(decodeLog(Buffer.from('one\r\ntwo\r\n'))).toEqual(['one', 'two'])
  expect(decodeLog(Buffer.from('short'))).toEqual(['short'])
})

test('nothing is no line', () => {
  expect(decodeLog(Buffer.alloc(0))).toEqual([])
})

test('what only looks like frames is kept as it is', () => {
  const cut = frame(1, 'whole\n').subarray(0, 10)
  expect(decodeLog(cut)).toHaveLength(1)
})
