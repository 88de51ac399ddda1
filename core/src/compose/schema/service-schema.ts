import { checkDuration } from '../syntax/duration.ts'
import { checkPorts } from '../syntax/port-spec.ts'
import { checkRestart } from '../syntax/restart.ts'
import { checkWords } from '../syntax/shell-words.ts'
import { checkVolume } from '../syntax/volume-spec.ts'
import { deploySchema } from './deploy-schema.ts'
import {
  bool,
  checked,
  choice,
  driverOptions,
  list,
  namePattern,
  nothing,
  pairs,
  record,
  type Schema,
  since,
  text,
  textOrList,
  uniqueList,
  whole,
} from './schema.ts'

const duration = checked(checkDuration)
const command = choice(checked(checkWords), list(text))
const integerNumber: Schema = { is: 'number', check: checkPorts }

const fileReference: Schema = {
  ...record({ source: text, target: text, uid: text, gid: text, mode: { is: 'number' } }),
  otherKeys: true,
}

const port = record({ mode: text, target: portNumber(), published: portNumber(), protocol: text })

const volume: Schema = {
  ...record({
    type: text,
    source: text,
    target: text,
    read_only: bool,
    consistency: text,
    bind: { ...record({ propagation: text }), otherKeys: true },
    volume: { ...record({ nocopy: bool }), otherKeys: true },
    tmpfs: since(6, { ...record({ size: { is: 'int', minimum: 0n } }), otherKeys: true }),
  }),
  required: ['type'],
}

const attachment = record({
  aliases: uniqueList(text),
  driver_opts: since(13, driverOptions),
  ipv4_address: text,
  ipv6_address: text,
})

/** Ignored by a swarm with a warning; what stands in it matters to `docker compose build` only. */
const build = choice(text, { is: 'dict', of: { is: 'any' } })

const healthcheck = record({
  disable: bool,
  interval: duration,
  retries: { is: 'number' },
  test: choice(text, list(text)),
  timeout: duration,
  start_period: since(4, duration),
  start_interval: since(12, duration),
})

const ulimit = choice(whole, {
  ...record({ hard: whole, soft: whole }),
  required: ['soft', 'hard'],
})

/** What a service of a swarm stack may say, by version. */
export const serviceSchema: Schema = {
  ...record({
    deploy: choice(deploySchema, nothing),
    build,
    cap_add: uniqueList(text),
    cap_drop: uniqueList(text),
    cgroupns_mode: since(9, text),
    cgroup_parent: text,
    command,
    configs: since(3, list(choice(text, fileReference))),
    container_name: text,
    credential_spec: since(3, record({ config: since(8, text), file: text, registry: text })),
    depends_on: uniqueList(text),
    devices: uniqueList(text),
    dns: textOrList,
    dns_search: textOrList,
    domainname: text,
    entrypoint: command,
    env_file: textOrList,
    environment: pairs,
    expose: uniqueList(choice(text, { is: 'number' })),
    external_links: uniqueList(text),
    extra_hosts: pairs,
    healthcheck,
    hostname: text,
    image: text,
    init: since(7, bool),
    ipc: text,
    isolation: since(5, text),
    labels: pairs,
    links: uniqueList(text),
    logging: record({
      driver: text,
      options: { is: 'dict', of: { is: 'text-like', orNull: true } },
    }),
    mac_address: text,
    network_mode: text,
    networks: choice(uniqueList(text), {
      is: 'dict',
      of: choice(attachment, nothing),
      keys: namePattern,
    }),
    oom_score_adj: since(13, whole),
    pid: choice(text, nothing),
    ports: uniqueList(choice(integerNumber, checked(checkPorts), port)),
    privileged: bool,
    read_only: bool,
    restart: checked(checkRestart),
    secrets: since(1, list(choice(text, fileReference))),
    security_opt: uniqueList(text),
    shm_size: text,
    stdin_open: bool,
    stop_grace_period: duration,
    stop_signal: text,
    sysctls: pairs,
    tmpfs: textOrList,
    tty: bool,
    ulimits: { is: 'dict', of: ulimit },
    user: text,
    userns_mode: text,
    volumes: uniqueList(choice(checked(checkVolume), volume)),
    working_dir: text,
  }),
  extensions: 7,
}

function portNumber(): Schema {
  return { is: 'int', minimum: 0n, maximum: 65_535n }
}
