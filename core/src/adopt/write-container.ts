import { whenFilled, whenSet } from '../compose/convert/present.ts'
import type { ContainerSpec, Healthcheck } from '../spec/service-spec.ts'
import type { WrittenService } from './compose-document.ts'
import type { StackParts } from './stack-parts.ts'
import { writeDuration, writePairs } from './write-values.ts'

interface WrittenContainer {
  /** What runs: written first. */
  readonly process: Partial<WrittenService>
  /** How it is fenced in and looked at: written after what it is connected to. */
  readonly surroundings: Partial<WrittenService>
}

export function writeContainer(container: ContainerSpec, parts: StackParts): WrittenContainer {
  const { DNSConfig: dns, Init: init, Isolation: isolation } = container
  const noDns = dns !== undefined && !dns.Nameservers?.length && !dns.Search?.length
  return {
    process: {
      ...whenFilled('hostname', container.Hostname),
      ...whenFilled('entrypoint', container.Command),
      ...whenFilled('command', container.Args),
      ...whenFilled('working_dir', container.Dir),
      ...whenFilled('user', container.User),
      ...whenSet('init', init),
      ...whenFilled('tty', container.TTY),
      ...whenFilled('stdin_open', container.OpenStdin),
      ...whenFilled('read_only', container.ReadOnly),
      ...whenSet('environment', writeEnvironment(container.Env)),
    },
    surroundings: {
      ...whenFilled('extra_hosts', writeHosts(container.Hosts ?? [])),
      ...whenFilled('dns', distinct(dns?.Nameservers)),
      ...(noDns ? { dns: [] } : {}),
      ...whenFilled('dns_search', distinct(dns?.Search)),
      ...whenSet('healthcheck', container.Healthcheck && writeHealthcheck(container.Healthcheck)),
      ...whenFilled('stop_signal', container.StopSignal),
      ...whenSet('stop_grace_period', durationOf(container.StopGracePeriod)),
      ...whenFilled('cap_add', container.CapabilityAdd?.map(shortCapability)),
      ...whenFilled('cap_drop', container.CapabilityDrop?.map(shortCapability)),
      ...whenSet('sysctls', writePairs(Object.entries(container.Sysctls ?? {}))),
      ...whenFilled('ulimits', writeUlimits(container)),
      ...whenFilled('isolation', isolation === 'default' ? undefined : isolation),
      ...whenSet('credential_spec', writeCredentials(container, parts)),
    },
  }
}

/** A name without `=` unsets a variable of the image, as a name without a value does in the file. */
function writeEnvironment(env: ContainerSpec['Env']): ReturnType<typeof writePairs> {
  return writePairs(
    (env ?? []).map((line): readonly [string, string | undefined] => {
      const at = line.indexOf('=')
      return at === -1 ? [line, undefined] : [line.slice(0, at), line.slice(at + 1)]
    }),
  )
}

/**
 * The engine has `address host`. With `=` in between an IPv6 address stays whole, and an entry that
 * is there twice doesn't stand twice in the list, which the file may not have.
 */
function writeHosts(lines: readonly string[]): readonly string[] {
  return distinct(
    lines.map((line, index) => {
      const at = line.indexOf(' ')
      const [address, host] = [line.slice(0, at), line.slice(at + 1)]
      return address.includes(':') || lines.indexOf(line) < index
        ? `${host}=${address}`
        : `${host}:${address}`
    }),
  )
}

function distinct(list: readonly string[] = []): readonly string[] {
  return [...new Set(list)]
}

function writeHealthcheck(check: Healthcheck): WrittenService['healthcheck'] {
  const { Test: test = [] } = check
  if (test.length === 1 && test[0] === 'NONE') return { disable: true }
  const [kind, script] = test
  const shell = test.length === 2 && kind === 'CMD-SHELL' ? script : undefined
  return {
    ...whenFilled('test', shell || test),
    ...whenSet('interval', durationOf(check.Interval)),
    ...whenSet('timeout', durationOf(check.Timeout)),
    ...whenSet('start_period', durationOf(check.StartPeriod)),
    ...whenSet('start_interval', durationOf(check.StartInterval)),
    ...whenFilled('retries', check.Retries),
  }
}

function durationOf(nanoseconds: number | undefined): string | undefined {
  return nanoseconds === undefined ? undefined : writeDuration(nanoseconds)
}

function shortCapability(name: string): string {
  return /^CAP_(?:ALL|RESET)$/.test(name) ? name : name.replace(/^CAP_/, '')
}

function writeUlimits({ Ulimits: ulimits = [] }: ContainerSpec): WrittenService['ulimits'] {
  return Object.fromEntries(
    ulimits.map(({ Name, Hard, Soft }) => {
      // The engine leaves out a 0.
      const [hard, soft] = [Hard ?? 0, Soft ?? 0]
      return [Name, hard === soft ? hard : { soft, hard }]
    }),
  )
}

function writeCredentials(
  { Privileges: privileges }: ContainerSpec,
  { configs }: StackParts,
): WrittenService['credential_spec'] {
  const spec = privileges?.CredentialSpec
  if (spec === undefined || spec === null) return undefined
  const config = [...configs.values()].find(({ live }) => live?.id === spec.Config)
  return {
    ...whenFilled('config', config?.key ?? spec.Config),
    ...whenFilled('file', spec.File),
    ...whenFilled('registry', spec.Registry),
  }
}
