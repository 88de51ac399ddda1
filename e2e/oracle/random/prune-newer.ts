import { isList, isMapping, mapTree, type Mapping, type Tree } from './tree.ts'

/** Keys and the minor version of the format that brought them; `*` is any name or index. */
const since: readonly (readonly [path: string, minor: number])[] = [
  ['secrets', 1],
  ['services.*.secrets', 1],
  ['services.*.deploy.endpoint_mode', 2],
  ['networks.*.attachable', 2],
  ['configs', 3],
  ['services.*.configs', 3],
  ['services.*.credential_spec', 3],
  ['services.*.deploy.placement.preferences', 3],
  ['services.*.deploy.update_config.order', 4],
  ['services.*.healthcheck.start_period', 4],
  ['volumes.*.name', 4],
  ['networks.*.name', 5],
  ['secrets.*.name', 5],
  ['configs.*.name', 5],
  ['services.*.deploy.resources.reservations.generic_resources', 5],
  ['services.*.isolation', 5],
  ['services.*.volumes.*.tmpfs', 6],
  ['services.*.deploy.rollback_config', 7],
  ['services.*.init', 7],
  ['secrets.*.template_driver', 8],
  ['configs.*.template_driver', 8],
  ['secrets.*.driver', 8],
  ['secrets.*.driver_opts', 8],
  ['services.*.credential_spec.config', 8],
  ['services.*.deploy.placement.max_replicas_per_node', 8],
  ['services.*.deploy.resources.limits.pids', 9],
  ['services.*.cgroupns_mode', 9],
  ['services.*.healthcheck.start_interval', 12],
  ['services.*.networks.*.driver_opts', 13],
  ['services.*.oom_score_adj', 13],
]

const extensionsTop = 4
const extensionsBelow = 7
const longForms = 2

/** The file without keys that its version doesn't have. */
export function pruneNewer(file: Mapping, minor: number): Mapping {
  const newer = since.filter(([, first]) => first > minor).map(([path]) => path.split('.'))
  const pruned = mapTree(file, (tree, path) => {
    if (isList(tree)) return withoutLongForms(tree, path, minor)
    if (!isMapping(tree)) return tree
    const kept = Object.entries(tree).filter(([key]) => {
      if (key.startsWith('x-') && path.length < 3) {
        return minor >= (path.length === 0 ? extensionsTop : extensionsBelow)
      }
      return !newer.some((pattern) => matches(pattern, [...path, key]))
    })
    return Object.fromEntries(kept)
  })
  return isMapping(pruned) ? pruned : file
}

function withoutLongForms(
  list: readonly Tree[],
  path: readonly string[],
  minor: number,
): readonly Tree[] {
  const hasLongForms = path.length === 3 && ['ports', 'volumes'].includes(path[2] ?? '')
  return hasLongForms && minor < longForms ? list.filter((item) => !isMapping(item)) : list
}

export function matches(pattern: readonly string[], path: readonly string[]): boolean {
  return (
    pattern.length === path.length &&
    pattern.every((part, index) => part === '*' || part === path[index])
  )
}
