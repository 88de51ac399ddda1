import { expect, it } from 'vitest'
import { messageWithTrailers } from './message-with-trailers.ts'

it.each([
  { message: 'Add shop\n\n', trailers: [], text: 'Add shop\n' },
  {
    message: 'Add shop\n\nKesako-Actor: root',
    trailers: [
      { key: 'Kesako-Stack', value: 'shop' },
      { key: 'Kesako-Actor', value: 'a\nKesako-Action: forged' },
    ],
    text: 'Add shop\n\nKesako-Actor: root\n\nKesako-Stack: shop\nKesako-Actor: a Kesako-Action: forged\n',
  },
])('$message with its trailers', ({ message, trailers, text }) => {
  expect(messageWithTrailers({ message, trailers })).toBe(text)
})
