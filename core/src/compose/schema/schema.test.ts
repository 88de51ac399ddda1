import { describe, expect, it } from 'vitest'
import { formatProblem, type Problem } from '../../problem.ts'
import { castAt } from '../interpolate/casts.ts'
import { NEWEST } from '../version.ts'
import { readDocument } from '../yaml/read-document.ts'
import { composeSchema } from './compose-schema.ts'
import { POLICY_KEY, policySchema, servicePolicySchema } from './policy-schema.ts'
import type { Key, RecordSchema, Schema } from './schema.ts'
import { settingsSchema } from './settings-schema.ts'
import { validate } from './validate.ts'

/** Every record below a schema, with the path to it. What stands below an ignored key is ignored, too. */
function records(schema: Schema, path: string): readonly (readonly [string, RecordSchema])[] {
  switch (schema.is) {
    case 'record': {
      const below = Object.entries(schema.keys).flatMap(([name, key]) =>
        records(key.schema, `${path}.${name}${key.ignored === undefined ? '' : ' (ignored)'}`),
      )
      return [[path, schema], ...below]
    }
    case 'choice':
      return schema.of.flatMap((option) => records(option, path))
    case 'list':
    case 'dict':
      return records(schema.of, `${path}.*`)
    case 'string':
    case 'bool':
    case 'int':
    case 'number':
    case 'null':
    case 'any':
    case 'text-like':
      return []
  }
}

const all = [...records(composeSchema, 'compose'), ...records(settingsSchema, 'settings')]

function keysOf(path: string): readonly (readonly [string, Key])[] {
  return all.filter(([at]) => at === path).flatMap(([, { keys }]) => Object.entries(keys))
}

const paths = [...new Set(all.map(([path]) => path))]

describe.each(paths)('%s', (path) => {
  const keys = keysOf(path)

  it('has a sentence for every key, ended by a full stop, and no two alike', () => {
    const sentences = keys.map(([, { sentence }]) => sentence)
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].{10,}\.$/)
    expect(new Set(sentences).size).toBe(sentences.length)
  })

  it('has an example that is valid for every key that a swarm acts on', () => {
    for (const [name, { example, ignored, schema, since }] of keys) {
      if (ignored !== undefined || path.includes('(ignored)')) continue
      expect({ name, example }).toEqual({ name, example: expect.any(String) })
      const problems: Problem[] = []
      const report = (problem: Problem): void => void problems.push(problem)
      const node = readDocument(name, new TextEncoder().encode(example ?? ''), report)
      if (node !== undefined) validate(node, schema, Math.max(since, NEWEST), report)
      expect(problems.map(formatProblem)).toEqual([])
    }
  })

  it('says what to do in place of every key that a swarm ignores', () => {
    for (const [, { sentence, ignored }] of keys) {
      expect(sentence.startsWith('Ignored by a swarm: ')).toBe(ignored !== undefined)
      expect(ignored ?? 'Nothing.').toMatch(/^[A-Z].*\.$/)
    }
  })

  it('explains every fixed word', () => {
    for (const sentence of keys.flatMap(([, { schema }]) => wordSentences(schema))) {
      expect(sentence).toMatch(/^[A-Z].*\.$/)
    }
  })
})

function wordSentences(schema: Schema): readonly string[] {
  if (schema.is === 'string') return Object.values(schema.words ?? {})
  if (schema.is === 'choice') return schema.of.flatMap(wordSentences)
  return schema.is === 'list' ? wordSentences(schema.of) : []
}

it('lets variables stand for every switch and number of our own keys', () => {
  const own: readonly (readonly [readonly string[], RecordSchema])[] = [
    [[], policySchema],
    [['services', 'web'], servicePolicySchema],
  ]
  for (const [path, { keys }] of own) {
    for (const [name, { schema }] of Object.entries(keys)) {
      const inner = schema.is === 'dict' ? schema.of : schema
      const full = [...path, POLICY_KEY, name, ...(schema.is === 'dict' ? ['web'] : [])]
      const expected = inner.is === 'bool' || inner.is === 'int' ? inner.is : undefined
      expect({ full, cast: castAt(full) }).toEqual({ full, cast: expected })
    }
  }
})
