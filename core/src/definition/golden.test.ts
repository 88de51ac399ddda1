import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { loadStack } from '../compose/load-stack.ts'
import { DEFAULT_STACK_POLICY } from '../desired-state.ts'
import { formatProblem } from '../problem.ts'
import { resolveOptions } from './options/resolve-options.ts'
import { readDefinition } from './read-definition.ts'
import { renderDefinition } from './render/render-definition.ts'
import { renderedFile } from './state/rendered-file.ts'

const TESTDATA = join(import.meta.dirname, 'testdata')
const cases = readdirSync(TESTDATA)
const sha256 = (text: Uint8Array | string): string =>
  createHash('sha256').update(text).digest('hex')

it.each(cases)('%s', async (name) => {
  const folder = join(TESTDATA, name)
  const bytes = readFileSync(join(folder, 'definition.yml'))
  const { definition, problems } = readDefinition('definition.yml', bytes)
  const lines = problems.map((problem) => `${formatProblem(problem)} (${problem.code})\n`).join('')
  await expect(lines).toMatchFileSnapshot(join(folder, 'problems.txt'))
  const given = readdirSync(folder).filter((file) => file.endsWith('.json'))
  expect(given.length > 0).toBe(definition !== undefined)
  if (definition === undefined) return
  for (const file of given) {
    const { values, problems } = resolveOptions(
      definition.options,
      JSON.parse(readFileSync(join(folder, file), 'utf8')),
    )
    expect(problems).toEqual([])
    const { root, problems: found } = renderDefinition(definition, values)
    expect(found).toEqual([])
    if (root === undefined) throw new Error('nothing was rendered')
    const text = renderedFile({ name, digest: sha256(bytes) }, root, sha256)
    await expect(text).toMatchFileSnapshot(join(folder, `${basename(file, '.json')}.rendered.yml`))
    const loaded = loadStack({
      stack: 'shop',
      sources: [{ path: 'docker-compose-shop.yml', bytes: new TextEncoder().encode(text) }],
      variables: new Map([['HOSTNAME', 'here']]),
      origin: { kind: 'revision' },
      policy: DEFAULT_STACK_POLICY,
    })
    expect(loaded.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  }
})
