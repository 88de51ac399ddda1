import type { Problem } from '@kesako/core'

/** Keys that the CLI says it ignores. What else it ignores, it ignores in silence. */
const announced: ReadonlySet<string> = new Set([
  'build',
  'cgroupns_mode',
  'cgroup_parent',
  'container_name',
  'devices',
  'domainname',
  'expose',
  'external_links',
  'ipc',
  'links',
  'mac_address',
  'network_mode',
  'pid',
  'privileged',
  'restart',
  'security_opt',
  'shm_size',
  'userns_mode',
])

/** Keys after "Ignoring unsupported options:" and "Ignoring deprecated options:". */
export function keysWarnedByCli(stderr: string): ReadonlySet<string> {
  const [, unsupported = ''] = /^Ignoring unsupported options: (.*)$/m.exec(stderr) ?? []
  const [, deprecated = ''] =
    /^Ignoring deprecated options:\n\n((?:[a-z_]+: .*\n\n?)*)/m.exec(stderr) ?? []
  const names = [
    ...unsupported.split(', '),
    ...deprecated.split('\n').map((line) => line.split(':')[0] ?? ''),
  ]
  return new Set(names.filter((name) => name !== ''))
}

/** Keys of services that our warnings name, as far as the CLI would name them too. */
export function keysWarnedByUs(problems: readonly Problem[]): ReadonlySet<string> {
  const warnings = problems.filter(({ severity }) => severity === 'warning')
  const keys = warnings.map(
    ({ path = '' }) => /^services\.(?:.*)\.([a-z_]+)$/.exec(path)?.[1] ?? '',
  )
  return new Set(keys.filter((key) => announced.has(key)))
}
