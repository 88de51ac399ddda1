import type { Place } from '../../problem.ts'
import type { Service } from '../model/service.ts'
import type { Model } from '../model/top-level.ts'
import { type Report, reportWarning } from '../report.ts'
import { child, type Node } from '../yaml/node.ts'
import { mergeModels } from './merge-models.ts'

/** Warns of what comes out of several files otherwise than their author may think. */
export function warnOfMerges(models: readonly Model[], report: Report): void {
  for (const [index, model] of models.entries()) {
    if (index === 0) continue
    const base = mergeModels(models.slice(0, index))
    for (const over of model.services.values()) {
      const before = base.services.get(over.name)
      if (before !== undefined) warnOfService(before, over, report)
    }
  }
}

interface Merge {
  readonly base: Service
  readonly over: Service
  readonly warn: (
    code: string,
    key: string,
    place: Place | undefined,
    message: string,
    remedy: string,
  ) => void
}

function warnOfService(base: Service, over: Service, report: Report): void {
  const merge: Merge = {
    base,
    over,
    warn: (code, key, place, message, remedy) =>
      reportWarning(report, {
        code,
        message,
        remedy,
        place: place ?? over.at,
        path: `services.${over.name}.${key}`,
      }),
  }
  warnOfAppendedTest(merge)
  warnOfKept(merge)
  warnOfKeptVariables(merge)
  warnOfDropped(merge)
  for (const list of keyedLists) warnOfCollapsed(merge, list)
}

function warnOfAppendedTest({ base, over, warn }: Merge): void {
  const first = base.healthcheck?.test.length ?? 0
  const second = over.healthcheck?.test.length ?? 0
  if (first === 0 || second === 0) return
  warn(
    'merge-appends',
    'healthcheck.test',
    at(over, 'healthcheck', 'test'),
    'this test is put behind the one of an earlier file, which makes one command of both',
    'Write the test in one of the files only.',
  )
}

const switches = ['tty', 'stdin_open', 'read_only', 'init'] as const

function warnOfKept({ base, over, warn }: Merge): void {
  const on = {
    tty: base.tty,
    stdin_open: base.stdinOpen,
    read_only: base.readOnly,
    init: base.init,
  }
  for (const key of switches) {
    const node = nodeAt(over, key)
    if (on[key] !== true || node?.kind !== 'bool' || node.value) continue
    warn(
      'merge-keeps',
      key,
      node.at,
      `${key}: false has no effect on ${key}: true of an earlier file`,
      'Remove it from the earlier file.',
    )
  }
}

function warnOfKeptVariables({ base, over, warn }: Merge): void {
  for (const [name, value] of over.environment) {
    const before = base.environment.get(name)
    const isEmpty = value === undefined || value === ''
    if (!isEmpty || before === undefined || before === '') continue
    warn(
      'merge-keeps',
      `environment.${name}`,
      at(over, 'environment', name) ?? at(over, 'environment'),
      `${name} without a value has no effect on the value in an earlier file`,
      'Remove it from the earlier file.',
    )
  }
}

function warnOfDropped({ base, over, warn }: Merge): void {
  const sameDriver = over.logging?.driver === '' || over.logging?.driver === base.logging?.driver
  if (base.logging !== undefined && base.logging.options === undefined && sameDriver) {
    const options = at(over, 'logging', 'options')
    if (options !== undefined) {
      warn(
        'merge-drops',
        'logging.options',
        options,
        'these options are lost, as the logging of an earlier file has none',
        'Write options: {} there, or the whole logging in one file.',
      )
    }
  }
  for (const [network, { settings }] of over.networks) {
    const before = base.networks.get(network)?.settings
    if (before === undefined || settings?.driverOptions === undefined) continue
    warn(
      'merge-drops',
      `networks.${network}.driver_opts`,
      at(over, 'networks', network, 'driver_opts'),
      'these options are lost, as an earlier file has settings for the network, too',
      'Write them in the earlier file.',
    )
  }
}

interface KeyedList {
  readonly key: 'ports' | 'volumes' | 'secrets' | 'configs'
  /** What entries of a service are told apart by. */
  readonly by: string
  readonly keysOf: (service: Service) => readonly (string | number)[]
}

const keyedLists: readonly KeyedList[] = [
  {
    key: 'ports',
    by: 'published port',
    keysOf: ({ ports }) => ports.map((port) => port.published),
  },
  { key: 'volumes', by: 'target', keysOf: ({ volumes }) => volumes.map((mount) => mount.target) },
  { key: 'secrets', by: 'source', keysOf: ({ secrets }) => secrets.map((use) => use.source) },
  { key: 'configs', by: 'source', keysOf: ({ configs }) => configs.map((use) => use.source) },
]

function warnOfCollapsed({ base, over, warn }: Merge, { key, by, keysOf }: KeyedList): void {
  if (nodeAt(base, key) === undefined) return
  for (const service of [base, over]) {
    const keys = keysOf(service)
    const twice = keys.find((value, index) => keys.indexOf(value) < index)
    if (twice === undefined) continue
    const which = twice === 0 ? 'without a published port' : `with the ${by} ${twice}`
    warn(
      'merge-collapses',
      key,
      at(service, key),
      `the service stands in several files, and of its ${key} ${which} in one of them only the last is kept`,
      'Write the service in one file only.',
    )
  }
}

function at(service: Service, ...keys: readonly string[]): Place | undefined {
  return nodeAt(service, ...keys)?.at
}

/** Of the last file that has it. */
function nodeAt(service: Service, ...keys: readonly string[]): Node | undefined {
  const found = service.nodes.map((root) =>
    keys.reduce((node: Node | undefined, key) => child(node, key), root),
  )
  return found.findLast((node) => node !== undefined)
}
