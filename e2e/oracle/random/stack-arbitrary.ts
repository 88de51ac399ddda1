import * as fc from 'fast-check'
import { type Fault, faultKinds } from './break-tree.ts'
import { serviceNames, variableNames } from './names.ts'
import { dictionary, sometimes } from './partial-mapping.ts'
import { among, mostly, text } from './scalars.ts'
import { service } from './service-arbitrary.ts'
import { topLevel } from './top-level-arbitrary.ts'
import type { Mapping } from './tree.ts'

/** All that decides one random case; what stands in it shrinks, and the rest follows. */
export interface Recipe {
  readonly stack: string
  /** Of the first Compose file: empty, or a folder with a slash at its end. */
  readonly folder: string
  /** Of the format; undefined: the files don't say. */
  readonly minor: number | undefined
  readonly files: readonly Mapping[]
  readonly variables: Readonly<Record<string, string>>
  readonly envFiles: readonly string[]
  readonly fault: Fault | undefined
  /** Seeds of the spelling, of variables instead of values; 0 is the plainest. */
  readonly spelling: number
  readonly hiding: number
  /** Leaves `$` as they are, undefined references undefined, and keys of newer versions. */
  readonly careless: readonly ('dollars' | 'references' | 'versions')[]
}

const file = fileWith(dictionary(serviceNames, service, 45))
/** Always the same service, so that files of one stack have more to merge. */
const fileOfOne = fileWith(service.map((web): Mapping => ({ web })))

function fileWith(services: fc.Arbitrary<Mapping>): fc.Arbitrary<Mapping> {
  return fc.tuple(services, topLevel).map(([services, rest]): Mapping => ({ services, ...rest }))
}

const variables: fc.Arbitrary<Readonly<Record<string, string>>> = fc
  .tuple(...variableNames.map((name) => sometimes(valueOf(name), name === 'UNSET' ? 0 : 50)))
  .map((values) =>
    Object.fromEntries(
      variableNames.flatMap((name, index) => {
        const value = values[index]
        return value === undefined ? [] : [[name, value] as const]
      }),
    ),
  )

function valueOf(name: string): fc.Arbitrary<string> {
  if (name === 'EMPTY') return fc.constant('')
  return name === 'NUM' ? fc.nat(20).map(String) : text.filter((value) => !value.includes('\0'))
}

const envLine = mostly(
  fc.tuple(among(...variableNames), text).map(([name, value]) => `${name}=${value}`),
  among(
    'FOO',
    'UNSET',
    '# note',
    '',
    '  A=1',
    'B= quoted "x" ',
    'C=$FOO',
    "D='x'",
    'E=a=b',
    'F=\r',
  ),
  2,
)

const faultyEnvLine = among('export A=1', '=x', 'A B=1', 'A\t=1')

const envFile = fc
  .array(mostly(envLine, faultyEnvLine, 60), { maxLength: 4 })
  .map((lines) => lines.join('\n'))

/** Random stacks, most of them valid. */
export const recipe: fc.Arbitrary<Recipe> = fc.record({
  folder: mostly(fc.constant(''), fc.constant('below/'), 9),
  stack: mostly(fc.constant('S'), among('my-stack', 'st_1', 'X9')),
  minor: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 3, arbitrary: fc.constant(13) },
    { weight: 6, arbitrary: fc.nat(13) },
  ),
  files: fc.oneof(
    { weight: 6, arbitrary: fc.array(file, { minLength: 1, maxLength: 1 }) },
    { weight: 2, arbitrary: fc.array(file, { minLength: 2, maxLength: 3 }) },
    { weight: 4, arbitrary: fc.array(fileOfOne, { minLength: 2, maxLength: 4 }) },
  ),
  variables,
  envFiles: fc.array(envFile, { minLength: 2, maxLength: 2 }),
  fault: sometimes(fc.record({ kind: among(...faultKinds), at: fc.nat(10_000) }), 15),
  spelling: fc.oneof(fc.constant(0), fc.nat(1_000_000)),
  hiding: fc.oneof(fc.constant(0), fc.nat(1_000_000)),
  careless: careless(),
})

function careless(): fc.Arbitrary<Recipe['careless']> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 12, arbitrary: fc.constant([]) },
    { weight: 5, arbitrary: among<Recipe['careless']>(['dollars']) },
    { weight: 1, arbitrary: among<Recipe['careless']>(['references'], ['versions']) },
  )
}
