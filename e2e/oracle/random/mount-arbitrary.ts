import * as fc from 'fast-check'
import { volumeNames } from './names.ts'
import { distinct, partialMapping, sometimes } from './partial-mapping.ts'
import { among, flag, mostly, words } from './scalars.ts'
import type { Mapping, Tree } from './tree.ts'

const hostPath = among(
  ...words(`
    /srv ./rel ../up ~/home ~ . / /srv/../x ./a//b/ ~user/x .. c:/data //host/share/x
  `),
  'C:\\data',
  'D:\\',
  '\\\\server\\share\\x',
  '\\\\.\\pipe\\docker',
)
const target = mostly(
  among('/data', '/etc/app', '/x', '/var/lib/x', '/data/', 'C:\\app', '/x y', 'rel'),
  among('', '/', 'x', '~/x'),
  12,
)
const named = among(...volumeNames)
const options = mostly(
  among(
    'ro',
    'rw',
    'nocopy',
    'z',
    'ro,z',
    'rslave',
    'shared',
    'ro,nocopy',
    'rprivate,ro',
    'cached',
  ),
  among('', 'RO', 'ro,rw', 'nocopy,ro,x', 'private,shared', 'delegated,consistent'),
  8,
)

const short: fc.Arbitrary<string> = fc.oneof(
  { weight: 15, arbitrary: colons(named, target) },
  { weight: 12, arbitrary: colons(hostPath, target) },
  { weight: 9, arbitrary: colons(named, target, options) },
  { weight: 9, arbitrary: colons(hostPath, target, options) },
  { weight: 6, arbitrary: target },
  {
    weight: 1,
    arbitrary: among('', 'a', 'ab', ':', '::', 'a:b', 'a:b:c', 'a:b:c:d', 'é:/x', 'x::y'),
  },
)

const optionsOf = {
  bind: partialMapping({
    propagation: mostly(among('rslave', 'private'), among('', 'other')),
    create_host_path: flag,
  }),
  volume: partialMapping({ nocopy: flag, subpath: among('sub') }),
  tmpfs: partialMapping({ size: among(0, 1024, 1_000_000), mode: among(511) }),
}

const long: fc.Arbitrary<Mapping> = fc.oneof(
  { weight: 24, arbitrary: mount(among('volume'), named, 'volume') },
  { weight: 24, arbitrary: mount(among('bind'), hostPath, 'bind') },
  { weight: 6, arbitrary: mount(among('tmpfs'), undefined, 'tmpfs') },
  { weight: 3, arbitrary: mount(among('npipe'), among('\\\\.\\pipe\\docker_engine'), 'bind') },
  { weight: 6, arbitrary: mount(among('cluster'), mostly(named, among('group:g1', 'group:'), 2)) },
  { weight: 3, arbitrary: mount(among('image'), among('busybox', 'redis:7')) },
  {
    weight: 1,
    arbitrary: mount(
      among('volume', 'bind', 'tmpfs', 'npipe', 'cluster', 'image', '', 'Bind', 'other'),
      fc.oneof(named, hostPath, among('')),
      'volume',
      'bind',
      'tmpfs',
    ),
  },
)

function mount(
  type: fc.Arbitrary<string>,
  source: fc.Arbitrary<string> | undefined,
  ...keys: readonly (keyof typeof optionsOf)[]
): fc.Arbitrary<Mapping> {
  const rare = partialMapping(
    {
      read_only: flag,
      consistency: mostly(among('cached', 'delegated'), among('', 'x')),
      ...Object.fromEntries(keys.map((key) => [key, optionsOf[key]])),
    },
    30,
  )
  return fc
    .tuple(
      type,
      sometimes(source ?? among(''), source === undefined ? 5 : 90),
      sometimes(target, 95),
      rare,
    )
    .map(([type, source, target, rest]): Mapping => ({
      type,
      ...(source !== undefined && { source }),
      ...(target !== undefined && { target }),
      ...rest,
    }))
}

/** `volumes` of a service in short and long forms. */
export const mounts: fc.Arbitrary<readonly Tree[]> = distinct<Tree>(fc.oneof(short, long), 4)

function colons(...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((texts) => texts.join(':'))
}
