import type { Problem } from '../../problem.ts'
import type { Mount, ServiceSpec } from '../../spec/service-spec.ts'
import { refusal } from './refusal.ts'
import { templateFault } from './template-fault.ts'

/** Templates that the engine expands for each task, and tries when the service is created. */
export function templateRules({ Name, TaskTemplate }: ServiceSpec): readonly Problem[] {
  const { Hostname = '', Env = [], Mounts = [] } = TaskTemplate.ContainerSpec
  const places: readonly (readonly [string, string])[] = [
    ['hostname', Hostname],
    ...Env.map(variable),
    ...Mounts.flatMap(templatesOf),
  ]
  return places.flatMap(([where, text]) => {
    const fault = templateFault(text)
    if (fault === undefined) return []
    return [
      refusal(
        'broken-template',
        `The ${where} of ${Name} has a template that the engine refuses: ${fault}.`,
        'The engine expands {{ }} here, and knows .Service, .Node and .Task alone. Write {{ "{{" }} for the braces themselves.',
      ),
    ]
  })
}

/** Where it is, and its value: the name of a variable is taken as it stands. */
function variable(line: string): readonly [string, string] {
  const at = line.indexOf('=')
  return at < 0 ? [`variable ${line}`, ''] : [`variable ${line.slice(0, at)}`, line.slice(at + 1)]
}

function templatesOf({ Source = '', Target = '', VolumeOptions }: Mount) {
  const maps = [VolumeOptions?.Labels, VolumeOptions?.DriverConfig?.Options]
  const values = maps.flatMap((map) => Object.values(map ?? {}))
  return [Source, Target, ...values].map((text) => [`mount at ${Target}`, text] as const)
}
