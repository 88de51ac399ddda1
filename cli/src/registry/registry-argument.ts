import { registryNamed } from '@kesako/engine'
import { wrongUse } from '../cli-error.ts'

/** The registry that `login HOST` and `logout HOST` mean. */
export function registryArgument(host: string): string {
  const registry = registryNamed(host)
  if (registry !== undefined) return registry
  throw wrongUse(
    `${JSON.stringify(host)} is not the name of a registry.`,
    'Write its host, and its port where it has one: registry.example.org:5000',
  )
}
