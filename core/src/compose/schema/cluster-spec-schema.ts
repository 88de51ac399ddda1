import { key, list, record } from './schema.ts'
import { anything, dict, pairs, size, text } from './values.ts'

const open = { otherKeys: true } as const

const accessMode = record(
  {
    scope: key('How many nodes may use the volume at once: single or multi.', text),
    sharing: key('What tasks may do at once: none, readonly, onewriter or all.', text),
    mount_volume: key(
      'The volume is mounted as a file system.',
      record(
        {
          fs_type: key('The file system that is made on it.', text),
          mount_flags: key('Options that it is mounted with.', list(text)),
        },
        open,
      ),
    ),
    block_volume: key('The volume is given as a block device.', dict(anything)),
  },
  open,
)

const places = list(record({ segments: key('The topology of a place, by name.', pairs) }, open))

/** `x-cluster-spec` of a volume, which the docker CLI reads and then ignores. */
export const clusterSpec = record(
  {
    group: key('The group that the volume belongs to.', text),
    access_mode: key('Who may use the volume, and how.', accessMode),
    accessibility_requirements: key(
      'Where the volume must be reachable.',
      record(
        {
          requisite: key('Places of which one must reach it.', places),
          preferred: key('Places that should reach it.', places),
        },
        open,
      ),
    ),
    capacity_range: key(
      'How large the volume is.',
      record(
        {
          required_bytes: key('The least size.', size),
          limit_bytes: key('The largest size.', size),
        },
        open,
      ),
    ),
    availability: key('Whether tasks may use it: active, pause or drain.', text),
  },
  open,
)
