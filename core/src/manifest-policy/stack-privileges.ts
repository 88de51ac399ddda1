import type { DesiredState } from '../desired-state.ts'
import type { Model } from '../compose/model/top-level.ts'
import type { Service } from '../compose/model/service.ts'
import type { Spot } from '../compose/report.ts'
import { child } from '../compose/yaml/node.ts'
import type { Privilege } from './privilege.ts'
import { serviceReach, type ServicePart } from './service-reach.ts'

/** What a stack reaches beyond itself, read from its specs, with the place in the model that they were made of. */
export function stackPrivileges(desired: DesiredState, model: Model): readonly Privilege[] {
  const { stack } = desired
  const services = desired.services.flatMap((spec) => {
    const service = spec.Name.slice(stack.length + 1)
    const written = model.services.get(service)
    return serviceReach(spec, desired).map(({ part, reach }): Privilege => ({
      reach,
      service,
      ...(written === undefined ? {} : { spot: partSpot(written, part) }),
    }))
  })
  const networks = desired.networks
    .filter(({ Driver: driver }) => driver !== 'overlay')
    .map(({ Name: name, Driver: driver, Options: options }): Privilege => ({
      reach: { kind: 'network-driver', name: driver, options: optionText(options) },
      ...topSpot('networks', name, stack, model),
    }))
  const secrets = desired.secrets.flatMap(
    ({ Name: name, Driver: driver }): readonly Privilege[] => {
      if (driver === undefined) return []
      const options = optionText(driver.Options ?? null)
      return [
        {
          reach: { kind: 'secret-driver', name: driver.Name, options },
          ...topSpot('secrets', name, stack, model),
        },
      ]
    },
  )
  return [...services, ...networks, ...secrets]
}

/** Of the volume, else of the value of the key, else of the service. */
function partSpot(service: Service, part: ServicePart): Spot {
  const path = `services.${service.name}.${part.key}`
  const volume = part.key === 'volumes' ? service.volumes[part.index] : undefined
  if (volume !== undefined) return { place: volume.at, path: volume.path }
  const value = service.nodes
    .map((node) => child(node, part.key))
    .find((node) => node !== undefined)
  return { place: value?.at ?? service.at, path }
}

function topSpot(
  section: 'networks' | 'secrets',
  name: string,
  stack: string,
  model: Model,
): { readonly spot?: Spot } {
  const found = [...model[section].values()].find(
    (entry) => (entry.name === '' ? `${stack}_${entry.key}` : entry.name) === name,
  )
  return found === undefined ? {} : { spot: { place: found.at, path: `${section}.${found.key}` } }
}

function optionText(options: Readonly<Record<string, string>> | null): string {
  return JSON.stringify(Object.entries(options ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
