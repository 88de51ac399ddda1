import * as fc from 'fast-check'
import { deploy, pairs } from './deploy-arbitrary.ts'
import { mounts } from './mount-arbitrary.ts'
import { configNames, envFiles, networkNames, secretNames, variableNames } from './names.ts'
import { dictionary, distinct, partialMapping, sometimes } from './partial-mapping.ts'
import { ports } from './port-arbitrary.ts'
import {
  among,
  anything,
  count,
  duration,
  flag,
  mostly,
  numberOrText,
  text,
  textLike,
  words,
} from './scalars.ts'
import { plain, type Mapping, type Tree } from './tree.ts'

const hex = '0123456789abcdef'.repeat(4)

const image = fc.oneof(
  {
    weight: 16,
    arbitrary: among(
      ...words('nginx redis:7 r.example.com:5000/team/app:v1 docker.io/library/bb u/x'),
    ),
  },
  {
    weight: 6,
    arbitrary: among(
      ...words(`
        localhost/x Host.example/x index.docker.io/x a/b/c/d a__b [::1]:5000/x docker.io/x library/x
        docker.io/a/b x-y.z:A a---b a.b_c/d
      `),
      hex,
      `x@sha256:${hex}`,
      `x:1@sha256:${hex}`,
      `x@sha512:${hex}${hex}`,
    ),
  },
  {
    weight: 1,
    arbitrary: among(
      '',
      'a b',
      ...words('UPPER x: :x x@sha256:abc a//b x:tag:tag a..b -x x_ a___b'),
    ),
  },
)

const command: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 8, arbitrary: fc.array(text, { maxLength: 3 }) },
  {
    weight: 8,
    arbitrary: among(
      'run --now',
      "sh -c 'a b'",
      'a "b c" d',
      'a\\ b',
      '',
      '  ',
      'a # b',
      '# a',
      'a#b',
    ),
  },
  {
    weight: 4,
    arbitrary: among('x\ny', '""', "a''b", '"a\\"b"', '"\\x"', 'a\tb', "'a b'c", 'a "" b', "'#' x"),
  },
  { weight: 1, arbitrary: among("'open", '"open', 'end\\', "'a\\'") },
)

const stringOrList = (item: fc.Arbitrary<string>): fc.Arbitrary<Tree> =>
  fc.oneof(item, distinct(item))

/** Mostly with different targets, for the same one twice is refused. */
function fileUses(names: readonly string[]): fc.Arbitrary<Tree> {
  const use = fc.tuple(among(...names), sometimes(fileUse, 50))
  const sourceOf = ([source]: readonly [string, Mapping | undefined]) => source
  return mostly(
    fc.uniqueArray(use, { maxLength: 3, selector: sourceOf }),
    fc.array(use, { maxLength: 3 }),
  ).map((uses) =>
    uses.map(([source, rest], index): Tree => {
      if (rest === undefined) return source
      const target = rest['target']
      return { source, ...rest, ...(typeof target === 'string' && { target: `${target}${index}` }) }
    }),
  )
}

const fileUse = partialMapping(
  {
    target: mostly(among('/etc/x', 'name', 'a b'), fc.constant('')),
    uid: among('0', '1000', ''),
    gid: among('0', '33'),
    mode: mostly(
      among<Tree>(0, 256, 292, 440, plain('0440'), plain('0o440'), plain('0x1F')),
      among<Tree>(plain('440.5'), -1, plain('1e10'), plain('4294967297')),
      14,
    ),
  },
  40,
)

const healthcheck = fc.oneof(
  { weight: 6, arbitrary: partialMapping(checks(), 40) },
  { weight: 1, arbitrary: among<Mapping>({ disable: true }, { disable: false }, {}) },
  { weight: 1, arbitrary: partialMapping({ ...checks(), disable: flag }, 40) },
)

function checks() {
  return {
    test: fc.oneof<fc.Arbitrary<Tree>[]>(
      text,
      among<Tree>(['CMD', 'true'], ['NONE'], ['CMD-SHELL', 'exit 1'], [], ['x']),
    ),
    interval: duration,
    timeout: duration,
    retries: mostly(count, among<Tree>(plain('1.7'), -1, plain('1e3'), plain('-0.5')), 12),
    start_period: duration,
    start_interval: duration,
  }
}

const attachments: fc.Arbitrary<Tree> = fc.oneof(
  distinct(among(...networkNames)),
  dictionary(
    networkNames,
    mostly(
      partialMapping(
        {
          aliases: distinct(text),
          driver_opts: dictionary(['a', 'b'], numberOrText),
          ipv4_address: among('10.0.0.5'),
          ipv6_address: among('fd00::5'),
        },
        40,
      ),
      fc.constant(null),
      2,
    ),
    30,
  ),
)

const host = mostly(
  among('h1=1.2.3.4', 'h2:10.0.0.1', 'h3=::1', 'h4:[::1]', 'host.docker.internal:host-gateway'),
  among('h5', 'a=b=c', 'a:b:c', 'h 6:1', '=', ':', '', 'a:', 'a=[]', 'a:[x'),
  6,
)

const limit: fc.Arbitrary<Tree> = mostly(
  mostly(fc.nat(4096), among<Tree>(-1, plain('0x400'), plain('010'), plain('1_0')), 5),
  count,
  30,
)

const ulimits = partialMapping({
  nofile: mostly(fc.oneof<fc.Arbitrary<Tree>[]>(limit, limitPair()), anything, 30),
  nproc: fc.oneof<fc.Arbitrary<Tree>[]>(limit, limitPair()),
  NOFILE: mostly(limit, fc.oneof<fc.Arbitrary<Tree>[]>(anything, limitPair()), 10),
})

function limitPair(): fc.Arbitrary<Tree> {
  return fc.tuple(limit, limit).map(([soft, hard]): Tree => ({ soft, hard }))
}

const capability = mostly(
  among('NET_ADMIN', 'net_raw', 'CAP_SYS_TIME', ' cap_chown ', 'ALL', 'all', 'Net_Admin'),
  text,
  12,
)

const variables = pairs([...variableNames, 'x.y', 'with space', '__proto__'])

/** Keys that a swarm ignores, with or without saying so. */
const ignored: Readonly<Record<string, fc.Arbitrary<Tree>>> = {
  build: among<Tree>('.', { context: '.' }, { context: '.', args: { A: '1' } }),
  cgroupns_mode: text,
  cgroup_parent: text,
  container_name: text,
  depends_on: distinct(among('web', 'db', 'nobody')),
  devices: distinct(among('/dev/x:/dev/x', '/dev/y')),
  domainname: text,
  expose: distinct(among<Tree>('80', 80, '80-90', plain('1.5'))),
  external_links: distinct(text),
  ipc: text,
  links: distinct(text),
  mac_address: text,
  network_mode: text,
  oom_score_adj: count,
  pid: among<Tree>('host', null),
  privileged: flag,
  security_opt: distinct(text),
  shm_size: mostly(among<Tree>('64M', '1g', ''), among<Tree>(64, plain('1.5'), 'x')),
  tmpfs: stringOrList(text),
  userns_mode: text,
}

/** One service of one file. Its image may be missing; whoever puts files together sees to that. */
export const service: fc.Arbitrary<Mapping> = fc
  .tuple(
    partialMapping({ image }, 70),
    partialMapping(
      {
        cap_add: distinct(capability),
        cap_drop: distinct(capability),
        command,
        configs: fileUses(configNames),
        credential_spec: mostly(
          among<Tree>(
            { file: 'spec.json' },
            { registry: 'key' },
            {},
            { file: '', registry: 'key' },
          ),
          among<Tree>({ file: 'spec.json', registry: 'key' }),
          40,
        ),
        deploy,
        dns: stringOrList(mostly(among('1.1.1.1', '::1'), text)),
        dns_search: stringOrList(mostly(among('example.com', '.'), text)),
        entrypoint: command,
        env_file: stringOrList(among(...envFiles)),
        environment: variables,
        extra_hosts: fc.oneof(
          distinct(host),
          dictionary(['h1', 'h2', 'h:3'], mostly(among('1.2.3.4', '[::1]'), textLike, 3)),
        ),
        healthcheck,
        hostname: mostly(text, among('{{.Node.Hostname}}'), 3),
        init: flag,
        isolation: mostly(among('default', 'process', 'hyperv'), text, 3),
        labels: pairs(['com.example.a', 'b', 'com.docker.stack.namespace', '__proto__', 'b c']),
        logging: partialMapping(
          {
            driver: mostly(among('json-file', 'syslog', 'none'), fc.constant(''), 6),
            options: dictionary(['max-size', 'max-file', 'x'], textLike, 40),
          },
          60,
        ),
        networks: attachments,
        ports,
        read_only: flag,
        restart: mostly(
          among('always', 'no', 'unless-stopped', 'on-failure', 'on-failure:3'),
          among(
            '',
            'no:3',
            'always:3',
            'on-failure:',
            'on-failure:x',
            'on-failure:-1',
            'other',
            'a:b:c',
            'unless-stopped:1',
            'on-failure:99999999999',
          ),
          6,
        ),
        secrets: fileUses(secretNames),
        stdin_open: flag,
        stop_grace_period: duration,
        stop_signal: mostly(among('SIGTERM', 'SIGUSR1'), text, 3),
        sysctls: pairs(['net.core.somaxconn', 'net.ipv4.tcp_syncookies']),
        tty: flag,
        ulimits,
        user: mostly(among('root', '1000:1000'), text, 3),
        volumes: mounts,
        working_dir: mostly(among('/app'), text, 3),
        'x-note': anything,
        'x-list': fc.array(anything, { maxLength: 2 }),
      },
      17,
    ),
    partialMapping(ignored, 3),
  )
  .map(([image, keys, rare]): Mapping => ({ ...image, ...keys, ...rare }))
