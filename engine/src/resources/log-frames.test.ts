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

test('a log that was cut off counts as far as it goes', () => {
  const body = Buffer.concat([frame(1, 'one\n'), frame(2, 'two\n')])
  expect(decodeLog(body.subarray(0, -2))).toEqual(['one', 'tw'])
  expect(decodeLog(body.subarray(0, 15))).toEqual(['one'])
})

test('what only looks like frames is kept as it is', () => {
  expect(decodeLog(Buffer.from([1, 0, 0]))).toEqual(['\u0001\0\0'])
  expect(decodeLog(Buffer.from([1, 0, 0, 9, 65, 66, 67, 68, 69]))).toHaveLength(1)
})
