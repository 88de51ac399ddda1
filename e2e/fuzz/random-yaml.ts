import type { Random } from './random.ts'
import { KEYS, SCALARS } from './words.ts'

/** A document out of random mappings, lists and scalars, mostly well-formed. */
export function randomYaml(random: Random): string {
  const head = random.once(3) ? 'version: "3.8"\n' : ''
  if (random.once(4)) return `${head}${block(random, 0, 0)}`
  const services = Array.from({ length: 1 + random.below(3) }, () => service(random)).join('')
  return `${head}services:\n${services}${random.once(2) ? block(random, 0, 0) : ''}`
}

function service(random: Random): string {
  const name = random.pick(['web', 'db', 'a', 'b'])
  return `  ${name}:\n    image: ${random.pick(SCALARS)}\n${block(random, 4, 1)}`
}

function block(random: Random, indent: number, depth: number): string {
  const blanks = ' '.repeat(indent)
  const isList = random.once(4)
  const lines = Array.from({ length: random.below(6) }, () => {
    const mark = isList ? '-' : `${random.pick(KEYS)}:`
    return `${blanks}${mark}${value(random, indent, depth)}`
  })
  return lines.join('')
}

function value(random: Random, indent: number, depth: number): string {
  if (depth < 6 && random.once(2)) {
    const anchor = random.once(8) ? ' &a' : ''
    return `${anchor}\n${block(random, indent + random.pick([0, 1, 2, 2, 2, 4]), depth + 1)}`
  }
  if (random.once(4)) return ` ${flow(random, depth)}\n`
  return ` ${random.pick(SCALARS).replaceAll('\n', `\n${' '.repeat(indent)}`)}\n`
}

function flow(random: Random, depth: number): string {
  if (depth > 8 || random.once(2)) return random.pick(SCALARS)
  const items = Array.from({ length: random.below(4) }, () => flow(random, depth + 1))
  return random.once(2)
    ? `[${items.join(', ')}]`
    : `{ ${items.map((item) => `${random.pick(KEYS)}: ${item}`).join(', ')} }`
}
