import type { Place } from '../../problem.ts'
import type { Service } from '../model/service.ts'
import { checkName } from '../names.ts'
import { reportError } from '../report.ts'
import { checkImage } from '../syntax/image-reference.ts'
import { checkRestart } from '../syntax/restart.ts'
import { child, type Node } from '../yaml/node.ts'
import { type Conversion, scopedName } from './conversion.ts'

/** Reports what can be judged of a service only when all its files are merged. */
export function checkService(service: Service, { stack, model, report }: Conversion): void {
  const path = `services.${service.name}`
  const refuse = (code: string, message: string, remedy: string, ...keys: readonly string[]) =>
    reportError(report, {
      code,
      message,
      remedy,
      place: placeOf(service, keys),
      path: [path, ...keys].join('.'),
    })
  checkName('service', scopedName(stack, service.name), { place: service.at, path }, report)
  if (!service.nodes.some((node) => child(node, 'image') !== undefined)) {
    refuse('missing-image', `the service "${service.name}" has no image`, 'Add image.')
  } else {
    const fault = checkImage(service.image)
    if (fault !== undefined) refuse('wrong-image', fault.message, fault.remedy ?? '', 'image')
  }
  const { mode, replicas } = service.deploy
  if (replicas !== undefined && mode.startsWith('global')) {
    refuse(
      'replicas-of-global',
      `a service in mode ${mode} has no replicas`,
      'Remove replicas.',
      'deploy',
      'replicas',
    )
  }
  const restart =
    service.deploy.restartPolicy === undefined ? checkRestart(service.restart) : undefined
  if (restart !== undefined) {
    refuse(restart.code, restart.message, restart.remedy, 'restart')
  }
  const { healthcheck } = service
  if (healthcheck !== undefined && healthcheck.disable && healthcheck.test.length > 0) {
    refuse(
      'healthcheck-disabled',
      'the healthcheck is disabled and has a test',
      'Remove one of them.',
      'healthcheck',
      'disable',
    )
  }
  const { config, file, registry } = service.credentialSpec
  const set = [config, file, registry].filter((value) => value !== '')
  if (set.length > 1) {
    refuse(
      'credential-spec',
      'credential_spec has more than one of config, file and registry',
      'Keep one.',
      'credential_spec',
    )
  } else if (config !== '' && !model.configs.has(config)) {
    refuse(
      'undefined-config',
      `the config "${config}" is not defined in this file`,
      'Add it below configs.',
      'credential_spec',
      'config',
    )
  }
}

/** Of the value in the last file that has it, else of the service. */
function placeOf(service: Service, keys: readonly string[]): Place {
  if (keys.length === 0) return service.at
  for (const root of service.nodes.toReversed()) {
    let node: Node | undefined = root
    for (const key of keys) node = child(node, key)
    if (node !== undefined) return node.at
  }
  return service.at
}
