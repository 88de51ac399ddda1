import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { resolveOptions } from '../options/resolve-options.ts'
import { readDefinition } from '../read-definition.ts'
import { renderDefinition } from '../render/render-definition.ts'
import { definitionState } from './definition-state.ts'
import { renderedFile } from './rendered-file.ts'

const sha256 = (text: Uint8Array | string): string =>
  createHash('sha256').update(text).digest('hex')

function render(image: string, TAG: string, comment = ''): string {
  const file = `${comment}x-options: { properties: { TAG: { type: string } } }\nservices: { web: { image: "${image}:\${TAG}" } }\n`
  const { definition } = readDefinition('t.yml', new TextEncoder().encode(file))
  if (definition === undefined) throw new Error(file)
  const { values } = resolveOptions(definition.options, { TAG })
  const { root } = renderDefinition(definition, values)
  if (root === undefined) throw new Error(file)
  return renderedFile({ name: 'web', digest: sha256(file) }, root, sha256)
}

const now = render('web', '2')

it.each([
  ['the same', now, 'current'],
  ['the same from a definition with another comment', render('web', '2', '# old\n'), 'current'],
  ['from another version of the definition', render('old', '2'), 'newer-available'],
  ['from other options', render('web', '1'), 'options-changed'],
  ['changed by hand', now.replace('web:2', 'web:3'), 'edited'],
  ['changed by hand, from an old definition', `${render('old', '2')}# mine\n`, 'edited'],
  ['written by hand', 'services:\n  web:\n    image: web:2\n', 'edited'],
  ['with lines that end in the way of Windows', now.replaceAll('\n', '\r\n'), 'edited'],
])('a file %s', (_name, committed, state) => {
  expect(definitionState(committed, now, sha256)).toBe(state)
})
