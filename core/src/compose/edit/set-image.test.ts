import { expect, it } from 'vitest'
import { setImage } from './set-image.ts'

const pinned = 'nginx:1.29@sha256:00'

it.each([
  ['nginx:1.29 # web', `${pinned} # web`],
  ['"registry.example.org:5000/a/nginx:1.29"', `"${pinned}"`],
  ["'nginx'", `'${pinned}'`],
])('puts a digest in place of %s', (image, after) => {
  const text = (value: string): string => `services:\n  web:\n    image: ${value}\n    command: x\n`
  expect(setImage(text(image), 'web', pinned)).toBe(text(after))
})

it.each([
  'services:\n  web:\n    image: nginx:${TAG}\n',
  'x: &i nginx\nservices:\n  web:\n    image: *i\n',
  'services:\n  web:\n    image: >-\n      nginx\n',
  'services:\n  db:\n    image: nginx\n',
  'services: [\n',
])('leaves %j to a person', (text) => {
  expect(setImage(text, 'web', pinned)).toBeUndefined()
})
