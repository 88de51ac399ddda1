import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { interpolate } from '../../compose/interpolate/interpolate.ts'
import { substitute } from '../../compose/interpolate/template.ts'
import { nodeValue } from '../../compose/yaml/node-value.ts'
import { readDocument } from '../../compose/yaml/read-document.ts'
import { writeDocument } from '../../compose/yaml/write-document.ts'
import type { Problem } from '../../problem.ts'
import { resolveOptions } from '../options/resolve-options.ts'
import { readDefinition } from '../read-definition.ts'
import { renderDefinition } from './render-definition.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Texts that try to break out. */
const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom(...Array.from('${}:-?$1aA_ \n"\'#&*|>!%@`[],;()')),
      maxLength: 14,
    }),
    fc.constantFrom(
      '${HOME}',
      '$1',
      '$$',
      '$(reboot)',
      '`id`',
      '": evil\nservices:\n  x:\n',
      "'; rm -rf / #",
      '${TEXT}',
      '}',
      '{{.Node.ID}}',
      '- a\n- b',
      '\t',
      '- ',
      'yes',
      '0777',
      '2020-01-01',
      '<<',
    ),
  )
  .filter((value) => !/[\0\p{Cs}]/u.test(value))

/** Reads what was rendered and fills in variables as a deployment does. */
function deployed(rendered: string, variables: ReadonlyMap<string, string>): unknown {
  const problems: Problem[] = []
  const report = (problem: Problem): void => void problems.push(problem)
  const node = readDocument('docker-compose.yml', encode(rendered), report)
  if (node === undefined) throw new Error(`${problems[0]?.message}: ${rendered}`)
  const filled = interpolate(node, (name) => variables.get(name), new Map(), report)
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  return nodeValue(filled)
}

const options = `
x-options:
  properties:
    TEXT: { type: string }
    COUNT: { type: integer }
    SHARE: { type: number }
    FLAG: { type: boolean }
    LIST: { type: array, items: { type: string } }
`

it('gives every value back, of its type and as itself, wherever it stands', () => {
  const template = `${options}
services:
  web:
    image: web
    x-count: \${COUNT}
    x-share: "\${SHARE}"
    x-flag: { on: "\${FLAG}" }
    x-text: \${TEXT}
    x-list: \${LIST}
    x-items: [first, "\${LIST}", "\${TEXT}", last]
    x-inside: "a \${TEXT} \${VERSION} $VERSION:\${COUNT} \${FLAG} $$\${TEXT}\${TEXT}$\{VERSION:-x}"
`
  const { definition, problems } = readDefinition('t.yml', encode(template))
  if (definition === undefined) throw new Error(JSON.stringify(problems))
  const given = fc.record({
    TEXT: text,
    COUNT: fc.integer(),
    SHARE: fc.double({ noNaN: true, noDefaultInfinity: true }),
    FLAG: fc.boolean(),
    LIST: fc.array(text, { maxLength: 4 }),
  })
  fc.assert(
    fc.property(given, (values) => {
      const resolved = resolveOptions(definition.options, values)
      expect(resolved.problems).toEqual([])
      const { root, problems } = renderDefinition(definition, resolved.values)
      expect(problems).toEqual([])
      const file = deployed(
        root === undefined ? '' : writeDocument(root),
        new Map([['VERSION', '7']]),
      )
      expect(file).toEqual({
        services: {
          web: {
            image: 'web',
            'x-count': values.COUNT,
            'x-share': values.SHARE + 0,
            'x-flag': { on: values.FLAG },
            'x-text': values.TEXT,
            'x-list': values.LIST,
            'x-items': ['first', ...values.LIST, values.TEXT, 'last'],
            'x-inside': `a ${values.TEXT} 7 7:${values.COUNT} ${values.FLAG} $${values.TEXT}${values.TEXT}7`,
          },
        },
      })
    }),
    { numRuns: 2000 },
  )
})

/** Pieces of a text in a template, many of them odd. */
const piece = fc.constantFrom(
  '${TEXT}',
  '${TEXT:-x}',
  '$TEXT',
  '$VERSION',
  '${VERSION}',
  '${VERSION:-d}',
  '$VERSION:-',
  '${VERSION:-',
  '${',
  '$$',
  '$',
  '}',
  ':',
  '-',
  '?',
  'a',
  ' ',
  '{',
)

it('keeps a value a value in every text of a template that is not refused', () => {
  const template = fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join(''))
  const mark = 'MARK'
  fc.assert(
    fc.property(template, text, (written, value) => {
      const file = `${options}services: { web: { image: web, x-text: ${JSON.stringify(written)} } }\n`
      const { definition } = readDefinition('t.yml', encode(file))
      if (definition === undefined) return
      const render = (TEXT: string): string => {
        const { values } = resolveOptions(definition.options, { TEXT })
        const { root } = renderDefinition(definition, values)
        const services = root?.entries.get('services')?.value
        const web = services?.kind === 'map' ? services.entries.get('web')?.value : undefined
        const node = web?.kind === 'map' ? web.entries.get('x-text')?.value : undefined
        return node?.kind === 'string' ? node.value : ''
      }
      const lookup = (name: string): string | undefined => (name === 'VERSION' ? '7' : undefined)
      const [harmless, actual] = [
        substitute(render(mark), lookup),
        substitute(render(value), lookup),
      ]
      const expected = harmless.text.replaceAll(mark, () => value)
      if (value === '' && written.includes('${TEXT:-x}')) return
      expect([actual.text, actual.fault]).toEqual([expected, harmless.fault])
      expect(actual.uses).toEqual(harmless.uses)
    }),
    { numRuns: 5000 },
  )
})
