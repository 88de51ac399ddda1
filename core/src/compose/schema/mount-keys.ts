import { checkVolume } from '../syntax/volume-spec.ts'
import { choice, ignoredKey, key, list, record, type TextSchema } from './schema.ts'
import { bool, checked, reference, suggested, text, unsigned } from './values.ts'

const volume = record(
  {
    type: key(
      'What is mounted.',
      suggested({
        volume: 'A volume of the node; an unnamed one without source.',
        bind: 'A file or folder of the node.',
        tmpfs: 'Memory of the node, gone with the task.',
        npipe: 'A named pipe of a Windows node.',
        cluster: 'A cluster volume of the swarm.',
        image: 'The files of an image; needs engine 28.',
      }),
      { example: 'bind' },
    ),
    source: key('The volume of this file, or the path on the node.', reference('volumes'), {
      example: 'data',
    }),
    target: key('The path in the container.', text, { example: '/var/lib/data' }),
    read_only: key('The container can only read it. Default false.', bool, { example: 'true' }),
    consistency: ignoredKey(
      'it was for engines on macOS.',
      suggested({
        default: 'As the engine is set.',
        consistent: 'Both sides see the same.',
        cached: 'The container may see changes late.',
        delegated: 'The node may see changes late.',
      }),
      'Remove it.',
    ),
    bind: key(
      'Options of a mount of type bind.',
      record(
        {
          propagation: key(
            'Whether mounts made later show on the other side. Default rprivate.',
            suggested({
              private: 'No mounts show.',
              rprivate: 'No mounts show, neither do nested ones.',
              shared: 'Mounts show both ways.',
              rshared: 'Mounts show both ways, nested ones too.',
              slave: 'Mounts of the node show in the container.',
              rslave: 'Mounts of the node show in the container, nested ones too.',
            }),
            { example: 'rslave' },
          ),
        },
        { otherKeys: true },
      ),
      { example: '{ propagation: rslave }' },
    ),
    volume: key(
      'Options of a mount of type volume.',
      record(
        {
          nocopy: key(
            'A new volume starts empty, without the files of the image at that path. Default false.',
            bool,
            { example: 'true' },
          ),
          subpath: key(
            'The folder in the volume that is mounted, in place of its root; needs engine 26.',
            text,
            { example: 'uploads' },
          ),
        },
        { otherKeys: true },
      ),
      { example: '{ nocopy: true }' },
    ),
    tmpfs: key(
      'Options of a mount of type tmpfs.',
      record(
        {
          size: key(
            'The most bytes that it takes. By default half of the memory of the node.',
            {
              is: 'int',
              minimum: 0n,
            },
            { example: '67108864' },
          ),
        },
        { otherKeys: true },
      ),
      { since: 6, example: '{ size: 67108864 }' },
    ),
  },
  { required: ['type'], since: 2 },
)

/** How a service takes a secret or a config; `folder` is where it is put by default. */
function fileUse(section: 'secrets' | 'configs', folder: string) {
  const what = section.slice(0, -1)
  return choice(
    reference(section),
    record(
      {
        source: key(`The ${what} of this file.`, reference(section), { example: 'site' }),
        target: key(
          `The path in the container. Default ${folder} and the name of the ${what}.`,
          text,
          {
            example: 'site.conf',
          },
        ),
        uid: key('The number of the user that owns the file, in quotes. Default "0".', text, {
          example: '"1000"',
        }),
        gid: key('The number of the group that owns the file, in quotes. Default "0".', text, {
          example: '"1000"',
        }),
        mode: key(
          'The permissions of the file: octal with a leading 0, without quotes. Default 0444.',
          unsigned,
          { example: '0440' },
        ),
      },
      { otherKeys: true },
    ),
  )
}

const shortVolume: TextSchema = {
  ...checked('a mount', checkVolume),
  refers: 'volumes',
  suffix: ':',
}

/** What the containers of a service find in their file system. */
export const mountKeys = {
  volumes: key(
    'Volumes, folders of the node and memory that are mounted: "source:target[:ro]", or the long form.',
    { ...list(choice(shortVolume, volume)), uniqueBefore: 2 },
    { example: '["data:/var/lib/data"]' },
  ),
  configs: key(
    'The configs that the service gets as files, by name or in the long form.',
    list(fileUse('configs', '/')),
    { since: 3, example: '[{ source: site, target: /etc/nginx/conf.d/site.conf }]' },
  ),
  secrets: key(
    'The secrets that the service gets as files below /run/secrets, by name or in the long form.',
    list(fileUse('secrets', '/run/secrets/')),
    { since: 1, example: '[password]' },
  ),
}
