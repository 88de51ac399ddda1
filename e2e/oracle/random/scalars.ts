import * as fc from 'fast-check'
import { plain, type Tree } from './tree.ts'

/** A value out of a few. */
export function among<Value>(...values: readonly Value[]): fc.Arbitrary<Value> {
  return fc.constantFrom(...values)
}

/** What blanks and line breaks separate. */
export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}

/** The usual values, and now and then one of the unusual. */
export function mostly<Usual, Unusual>(
  usual: fc.Arbitrary<Usual>,
  unusual: fc.Arbitrary<Unusual>,
  weight = 12,
): fc.Arbitrary<Usual | Unusual> {
  return fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: unusual })
}

export const word = among('alpha', 'beta', 'x', 'one-two', 'Three_3', 'v1.2', 'a/b', 'n0')

/** Texts that a careless writer or reader of YAML takes for something else. */
const awkward = among(
  ...words(`
    "q" #hash - yes no on off y null ~ true False 1.10 0777 1e3 0x1F 2020-01-01
    12:30:45 22:22 .inf = << a=b=c [br {cu} a,b *star &amp !bang @at %x |pipe >gt ?q :
    a: ünïcode {{.Node.Hostname}} --flag=1
  `),
  ...words(`
    $FOO \${BAR} \${UNSET:-d} \${EMPTY-d} \${EMPTY:-d} $FOO-$BAR \${UNSET:-\${FOO}} $$FOO \${FOO-a:-b}
    \${NUM}0 $UNSET \${UNSET-} \${NUM:?m} $FOO$NUM a$$b \${_x1}
  `),
  '$UNSET-def more',
  '${UNSET:?must} $FOO',
  '',
  ' lead',
  'trail ',
  'two words',
  'a: b',
  "it's",
  'a #b',
  '- dash',
  '`tick',
  '\\back',
  'tab\there',
  'line\nbreak',
  'ends\n',
  '\nstarts',
  'two\n\n',
  'duck 🦆',
  "sh -c 'echo hi'",
  'a\u00a0b',
  '\u2028',
  '\u0085',
  '\u0007',
)

const wrong = among(
  'a$',
  '$1',
  '${FOO',
  '${FOO:+x}',
  '${}',
  '$ {FOO}',
  '${UNSET:?must}',
  '${FOO.x}',
)

export const text = mostly(mostly(word, awkward, 3), wrong, 300)

/** Numbers and other plain scalars in the spellings that YAML knows, or nearly knows. */
export const oddScalar = among(
  ...words(`
    0777 010 007 08 0o17 0O17 0x1F 0X1f 0b101 0B1 +5 -0 -7 1_000 1__0 _1 0_7 0x_1F
    +0x1F -0b1 -0o7 -017 1e3 1E3 1e+3 1e-7 1e6 1e21 1.0 20.0 1.10 .5 -.5 +.5 1. 1.e2
    1_0.5 -0.0 100000.0 1000000.0 123456789.5 0.0001 0.00001 1234567.0 0.1 1e e1
    9223372036854775807 9223372036854775808 18446744073709551615 18446744073709551616
    -9223372036854775808 -9223372036854775809 0x7fffffffffffffff 0xffffffffffffffff
    2020-01-01 2020-1-1 2001-12-14t21:59:43.10-05:00 2020-13-01 2001-12-14T21:59:43Z
    0000-01-01 9999-12-31 2020-01-01x 12:30:45 1:20 190:20:30 ~ null Null NULL nULL
    yes No on y 0.1.2 1.2.3.4 + . .. 0x 0b2 0xg 1,000 !!str "5"
  `),
  '2020-01-01 10:00:00',
  '2001-12-14 21:59:43.10 -5',
  '!!str 5',
  '!!str 1.10',
  '!!int "5"',
  '!!float 5',
  '!custom 5',
  '!!null ""',
  "'5'",
  '! 5',
).map(plain)

/** Plain scalars that text may not be: switches, infinities. */
const refusedScalar = among('true', 'False', '.inf', '-.Inf', '.nan', '1e400').map(plain)

/** The value of an environment, a label, an option: text, a number, or nothing. */
export const textLike: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 12, arbitrary: text },
  { weight: 3, arbitrary: fc.integer({ min: -5, max: 70_000 }) },
  { weight: 4, arbitrary: oddScalar },
  { weight: 1, arbitrary: fc.constant(null) },
)

/** As `textLike` without null, which options of drivers may not have. */
export const numberOrText: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 12, arbitrary: text },
  { weight: 3, arbitrary: fc.integer({ min: -5, max: 70_000 }) },
  { weight: 2, arbitrary: among('1.10', '0777', '1e3', '2.0', '0x1F', '1000000.0').map(plain) },
)

export const anything: fc.Arbitrary<Tree> = mostly(textLike, refusedScalar, 60)

/** A count, now and then in another spelling of the same number. */
export const count: fc.Arbitrary<Tree> = mostly(
  fc.nat(9),
  among('0', '2.0', '1e1', '0x3', '0o7', '010', '+2', '1_0', '0b11', '3.', '100').map(plain),
  5,
)

export const flag: fc.Arbitrary<Tree> = mostly(
  fc.boolean(),
  among('True', 'TRUE', 'False', 'FALSE').map(plain),
  6,
)

const unit = among('ns', 'us', 'µs', 'ms', 's', 'm', 'h')
const amount = among('1', '2', '10', '0', '30', '1.5', '0.25', '.5', '5.', '007', '90')

export const duration = mostly(
  fc.oneof(
    among('10s', '1m30s', '1h', '500ms', '0s', '2m', '1.5s'),
    fc
      .array(fc.tuple(amount, unit), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.flat().join('')),
  ),
  among(
    '0',
    '-1s',
    '+5s',
    '1d',
    '10',
    '',
    ' 1s',
    '1 s',
    '1S',
    '2562047h',
    '2562048h',
    '1e3s',
    '.s',
  ),
  40,
)

export const size = mostly(
  fc
    .tuple(
      among(
        '1',
        '50',
        '512',
        '64',
        '2',
        '0.5',
        '1.5',
        '1000',
        '.25',
        '0',
        '007',
        '8.',
        '1e3',
        '+4',
      ),
      among('', ' '),
      among('', 'b', 'B', 'k', 'K', 'kb', 'KiB', 'm', 'M', 'MB', 'mib', 'g', 'G', 'GiB', 't', 'p'),
    )
    .map((parts) => parts.join('')),
  among('', '-1', '-5m', '1x', '1  m', 'm', '1e', '1 mb ', '1bb', '1_000', '0x10', '9e18', '8192p'),
  40,
)

export const cpus = mostly(
  among('0.5', '1', '2', '1.5', '.25', '0.001', '4.0', '1/4', '1e-1', '0.000000001', '0', '2.'),
  among(
    '',
    '1/3',
    'x',
    '0x10',
    '0b1',
    '1_0',
    '010',
    '-1',
    '+1',
    '1e9',
    '1/0',
    '0.0000000001',
    ' 1',
  ),
  40,
)
