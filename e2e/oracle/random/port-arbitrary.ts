import * as fc from 'fast-check'
import { distinct, partialMapping } from './partial-mapping.ts'
import { among, mostly, words } from './scalars.ts'
import { plain, type Tree } from './tree.ts'

const number = fc.oneof(
  among('80', '8080', '443', '9', '10', '100', '0080'),
  fc.nat(70).map(String),
)
const range = fc
  .tuple(fc.nat(20), fc.nat(4))
  .map(([start, more]) => `${start + 5}-${start + 5 + more}`)
const equalRanges = fc
  .tuple(fc.nat(20), fc.nat(30), fc.nat(5))
  .map(([host, target, more]) => `${host}-${host + more}:${target}-${target + more}`)
const protocol = mostly(among('', '', '/tcp', '/udp', '/sctp'), among('/TCP', '/icmp', '/'), 12)
const address = mostly(
  among('127.0.0.1:', '0.0.0.0:', '[::]:', '[::1]:', '::1:'),
  among('x:', ':'),
  8,
)

const short: fc.Arbitrary<string> = fc.oneof(
  { weight: 16, arbitrary: fc.tuple(number, among(':'), number, protocol).map(joined) },
  { weight: 8, arbitrary: fc.tuple(number, protocol).map(joined) },
  { weight: 8, arbitrary: fc.tuple(range, protocol).map(joined) },
  { weight: 8, arbitrary: fc.tuple(equalRanges, protocol).map(joined) },
  { weight: 8, arbitrary: fc.tuple(range, among(':'), number, protocol).map(joined) },
  { weight: 4, arbitrary: fc.tuple(address, number, among(':'), number, protocol).map(joined) },
  { weight: 4, arbitrary: fc.tuple(address, among(':'), number).map(joined) },
  { weight: 1, arbitrary: awkward() },
)

function awkward(): fc.Arbitrary<string> {
  return among(
    ...words(`
    : 80: :80 80:80:80 65535 65536 0 80/ 80/tcp/udp 8-5 5-5 5- -5 http 80:http 1-2:1-3
    +80 8_0 0x50 1.2.3:8:8
  `),
    '',
    ' 80',
    '80 ',
  )
}

const long: fc.Arbitrary<Tree> = partialMapping(
  {
    target: mostly(
      fc.nat(90),
      among<Tree>(70_000, -1, 4_294_967_376, plain('80.0'), plain('0x50')),
      20,
    ),
    published: mostly(fc.nat(90), among<Tree>(70_000, -1, 4_294_967_376, plain('8e1')), 20),
    protocol: mostly(among('tcp', 'udp', 'sctp'), among('TCP', '', 'icmp'), 10),
    mode: mostly(among('host', 'ingress'), among('Host', '', 'other'), 10),
  },
  80,
)

const bare: fc.Arbitrary<Tree> = mostly(fc.nat(90), among<Tree>(80.5, -1, 70_000, plain('8e1')), 20)

/** `ports` of a service in short and long forms; now and then more than Go sorts by insertion. */
export const ports: fc.Arbitrary<readonly Tree[]> = fc.oneof(
  { weight: 9, arbitrary: distinct(fc.oneof(short, long, bare), 4) },
  { weight: 1, arbitrary: distinct(fc.oneof(short, long), 24) },
)

function joined(parts: readonly string[]): string {
  return parts.join('')
}
