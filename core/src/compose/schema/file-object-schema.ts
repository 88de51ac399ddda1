import { choice, key, record } from './schema.ts'
import { bool, driverOptions, pairs, suggested, text } from './values.ts'

const external = choice(
  bool,
  record(
    {
      name: key('The name on the swarm; an old form, now written as name beside external.', text, {
        example: 'tls-key',
      }),
    },
    { otherKeys: true },
  ),
)

const templates = suggested({
  golang: 'Placeholders such as {{ .Node.Hostname }} are filled in for each task.',
})

/** An entry of the top-level key `secrets`. */
export const secret = record(
  {
    name: key(
      'The name on the swarm as it stands, without the name of the stack before it. When the content changes it needs another name, or rotate.',
      text,
      { since: 5, example: 'shop-password-2' },
    ),
    file: key(
      'The file with the content, at most 500 kB, from the folder of the Compose file.',
      text,
      {
        example: './password.txt',
      },
    ),
    external: key(
      'The secret exists already and the stack neither creates nor removes it. Default false.',
      external,
      { example: 'true' },
    ),
    labels: key('Labels on the secret.', pairs, { example: '{ com.example.team: shop }' }),
    driver: key('The secret driver that has the content, in place of a file.', text, {
      since: 8,
      example: 'vault',
    }),
    driver_opts: key('Options of the secret driver, by name.', driverOptions, {
      since: 8,
      example: '{ path: shop/password }',
    }),
    template_driver: key(
      'The content is a template that this driver fills in for each task.',
      templates,
      { since: 8, example: 'golang' },
    ),
  },
  { extensions: 7 },
)

/** An entry of the top-level key `configs`. */
export const config = record(
  {
    name: key(
      'The name on the swarm as it stands, without the name of the stack before it. When the content changes it needs another name, or rotate.',
      text,
      { since: 5, example: 'shop-site-2' },
    ),
    file: key(
      'The file with the content, at most 1 MB, from the folder of the Compose file.',
      text,
      {
        example: './site.conf',
      },
    ),
    external: key(
      'The config exists already and the stack neither creates nor removes it. Default false.',
      external,
      { example: 'true' },
    ),
    labels: key('Labels on the config.', pairs, { example: '{ com.example.team: shop }' }),
    template_driver: key(
      'The content is a template that this driver fills in for each task.',
      templates,
      { since: 8, example: 'golang' },
    ),
  },
  { extensions: 7 },
)
