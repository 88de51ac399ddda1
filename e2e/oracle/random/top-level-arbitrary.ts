import * as fc from 'fast-check'
import { networkFlags, pairs } from './deploy-arbitrary.ts'
import { configNames, contentFiles, networkNames, secretNames, volumeNames } from './names.ts'
import { dictionary, partialMapping } from './partial-mapping.ts'
import { among, anything, flag, mostly, numberOrText, text } from './scalars.ts'
import { isMapping, type Mapping, type Tree } from './tree.ts'

const labels = pairs(['com.example.a', 'b', 'com.docker.stack.namespace'])
const driverOptions = dictionary(['a', 'encrypted', 'type'], numberOrText, 40)
const fixedName = mostly(among('fixed', 'Other_1', 'x-y'), fc.constant(''), 8)

/** An entry that somebody else made; the old form has the name below `external`. */
const external: fc.Arbitrary<Mapping> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ external: true }) },
  { weight: 3, arbitrary: fixedName.map((name) => ({ external: true, name })) },
  { weight: 2, arbitrary: among('old', 'ext', '').map((name) => ({ external: { name } })) },
  { weight: 1, arbitrary: fc.constant({ external: {} }) },
)

const network = partialMapping(
  {
    name: fixedName,
    driver: mostly(among('overlay', 'bridge', 'custom'), fc.constant('')),
    driver_opts: driverOptions,
    ipam: partialMapping({
      driver: among('default', ''),
      config: fc.array(
        among<Tree>({ subnet: '10.1.0.0/16' }, { subnet: 'fd00::/64' }, {}, { subnet: '' }),
        { maxLength: 2 },
      ),
    }),
    external: fc.constant(false),
    labels,
    'x-note': anything,
  },
  25,
)

const volume = partialMapping(
  {
    name: fixedName,
    driver: mostly(among('local', 'nfs'), fc.constant('')),
    driver_opts: driverOptions,
    external: fc.constant(false),
    labels,
    'x-note': anything,
    'x-cluster-spec': among<Tree>(
      { group: 'g', access_mode: { scope: 'single', sharing: 'none' } },
      { capacity_range: { required_bytes: '1G' }, availability: 'active' },
      {},
    ),
  },
  25,
)

const content = mostly(among(...contentFiles), among('missing.txt', '', 'conf'), 60)

const fileObject = fc
  .tuple(
    content,
    partialMapping(
      {
        name: fixedName,
        labels,
        external: fc.constant(false),
        template_driver: among('golang', ''),
        'x-note': anything,
      },
      25,
    ),
  )
  .map(([file, rest]): Mapping => ({ file, ...rest }))

const drivenSecret = partialMapping({ driver_opts: driverOptions, labels, name: fixedName }).map(
  (rest): Mapping => ({ driver: 'vault', ...rest }),
)

const sections: fc.Arbitrary<Mapping> = partialMapping(
  {
    networks: dictionary(
      networkNames,
      fc.oneof(
        { weight: 2, arbitrary: fc.constant(null) },
        {
          weight: 6,
          arbitrary: fc
            .tuple(network, networkFlags)
            .map((parts): Mapping => Object.assign({}, ...parts)),
        },
        { weight: 3, arbitrary: external },
        {
          weight: 1,
          arbitrary: among('host', 'bridge', 'none').map((name): Tree => ({
            external: true,
            name,
          })),
        },
      ),
    ),
    volumes: dictionary(
      volumeNames,
      fc.oneof<fc.Arbitrary<Tree>[]>(fc.constant(null), volume, volume, external),
    ),
    secrets: dictionary(
      secretNames,
      fc.oneof({ weight: 5, arbitrary: fileObject }, external, drivenSecret),
    ),
    configs: dictionary(configNames, fc.oneof({ weight: 5, arbitrary: fileObject }, external)),
    'x-top': mostly<Tree, Tree>(
      text,
      partialMapping({ on: flag, list: fc.array(anything, { maxLength: 2 }) }),
      1,
    ),
  },
  50,
)

/** Networks, volumes, secrets, configs and extensions of one file. */
export const topLevel: fc.Arbitrary<Mapping> = sections.map((found): Mapping =>
  Object.fromEntries(
    Object.entries(found).map(([section, entries]) => [
      section,
      section.startsWith('x-') || !isMapping(entries) ? entries : withNames(entries),
    ]),
  ),
)

/** Entries with names of their own, for the CLI makes two with one name in an order by chance. */
function withNames(entries: Mapping): Mapping {
  return Object.fromEntries(
    Object.entries(entries).map(([key, entry]) => {
      const name = isMapping(entry) ? entry['name'] : undefined
      if (!isMapping(entry) || typeof name !== 'string' || name === '') return [key, entry]
      const isPredefined = entry['external'] === true && ['host', 'bridge', 'none'].includes(name)
      return [key, isPredefined ? entry : { ...entry, name: `${name}-${key.replace('.', '')}` }]
    }),
  )
}
