import { clusterSpec } from './cluster-spec-schema.ts'
import { external } from './network-schema.ts'
import { ignoredKey, key, record } from './schema.ts'
import { driverOptions, pairs, suggested, text } from './values.ts'

/** An entry of the top-level key `volumes`. */
export const volumeEntry = record(
  {
    name: key(
      'The name on the nodes as it stands, without the name of the stack before it.',
      text,
      { since: 4, example: 'shop-data' },
    ),
    driver: key(
      'The volume driver, which every node that may get a task must have. Default local.',
      suggested({ local: 'A folder of the node, or what its options mount, such as NFS.' }),
      { example: 'local' },
    ),
    driver_opts: key(
      'Options of the driver, by name. They count when a volume is created.',
      driverOptions,
      {
        example: '{ type: nfs, o: "addr=10.0.0.5,rw", device: ":/export/data" }',
      },
    ),
    external: key(
      'The volume was made by somebody else: no driver, options or labels are given to it. Default false.',
      external,
      { example: 'true' },
    ),
    labels: key('Labels on the volume, given when it is created.', pairs, {
      example: '{ com.example.backup: daily }',
    }),
    'x-cluster-spec': ignoredKey(
      'a stack makes no cluster volumes.',
      clusterSpec,
      'Create the cluster volume with docker volume create, and name it as external.',
      7,
    ),
  },
  { extensions: 7 },
)
