import { expect, it } from 'vitest'
import { createFrameReader, type FramedLine } from './frame-reader.ts'
import { parseLine } from './log-stream.ts'

function frame(stream: number, text: string): Buffer {
  const content = Buffer.from(text)
  const head = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0])
  head.writeUInt32BE(content.length, 4)
  return Buffer.concat([head, content])
}

function read(bytes: Buffer, size: number): readonly FramedLine[] {
  const reader = createFrameReader()
  const lines: FramedLine[] = []
  for (let at = 0; at < bytes.length; at += size) {
    lines.push(...reader.take(bytes.subarray(at, at + size)))
  }
  return [...lines, ...reader.end()]
}

const log = Buffer.concat([
  frame(1, 'one\ntw'),
  frame(2, 'oops\r\n'),
  frame(1, 'o\n'),
  frame(1, 'ünfinished'),
])

it.each([1, 3, 8, 1000])('puts lines together from pieces of %i bytes', (size) => {
  expect(read(log, size)).toEqual([
    { stream: 'stdout', line: 'one' },
    { stream: 'stderr', line: 'oops' },
    { stream: 'stdout', line: 'two' },
    { stream: 'stdout', line: 'ünfinished' },
  ])
})

it('takes what a terminal wrote as it is', () => {
  expect(read(Buffer.from('one\r\ntwo\n'), 4)).toEqual([
    { stream: 'stdout', line: 'one' },
    { stream: 'stdout', line: 'two' },
  ])
})

it('keeps a long line up to its bound', () => {
  const [first, second] = read(frame(1, `${'x'.repeat(100_000)}\nnext\n`), 5000)
  expect(first?.line).toHaveLength(16 * 1024)
  expect(second?.line).toBe('next')
})

it.each([
  [
    '2026-11-23T09:41:07.123456789Z com.docker.swarm.node.id=a1,com.docker.swarm.service.id=b2,com.docker.swarm.task.id=c3 hello = x',
    { at: '2026-11-23T09:41:07.123456789Z', task: 'c3', text: 'hello = x' },
  ],
  ['2026-11-23T09:41:07Z a=b c', { at: '2026-11-23T09:41:07Z', text: 'a=b c' }],
  ['plain', { text: 'plain' }],
])('reads %s', (line, parsed) => {
  expect(parseLine('stdout', line)).toEqual({ stream: 'stdout', ...parsed })
})
