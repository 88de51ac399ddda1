import { expect, test } from 'vitest'
import { choiceOf } from './choice.ts'
import { plain } from './tree.ts'
import { writeYaml } from './write-yaml.ts'

const file = {
  version: '3.8',
  services: {
    web: {
      image: 'nginx',
      command: ['a b', 'x\ny'],
      environment: { MODE: plain('0777'), EMPTY: '', NOTHING: null },
      labels: {},
    },
  },
}

test('seed 0 writes the plainest spelling', () => {
  expect(writeYaml(file, { choice: choiceOf(0), extensions: true })).toBe(`version: "3.8"
services:
  web:
    image: nginx
    command:
      - "a b"
      - "x\\ny"
    environment:
      MODE: 0777
      EMPTY: ""
      NOTHING: null
    labels: {}
`)
})

test('other seeds write other spellings, each always the same', () => {
  const texts = Array.from({ length: 50 }, (_, seed) =>
    writeYaml(file, { choice: choiceOf(seed), extensions: true }),
  )
  expect(new Set(texts).size).toBeGreaterThan(30)
  expect(writeYaml(file, { choice: choiceOf(7), extensions: true })).toBe(texts[7])
})
