/**
 * Fields of a service, by their path in a Compose file, that a stack may leave to others: to `docker service scale`,
 * to an autoscaler, to a person. The list is closed.
 */
export const IGNORABLE_FIELDS = [
  'command',
  'deploy.labels',
  'deploy.placement',
  'deploy.replicas',
  'deploy.resources',
  'deploy.restart_policy',
  'deploy.rollback_config',
  'deploy.update_config',
  'environment',
  'image',
  'labels',
  'ports',
] as const

export type IgnorableField = (typeof IGNORABLE_FIELDS)[number]

/** A field that is neither compared nor written once its service runs. */
export interface IgnoredField {
  /** Name of the service in the Compose file; undefined means every service of the stack. */
  readonly service?: string
  readonly field: IgnorableField
}

export function isIgnorable(field: string): field is IgnorableField {
  return IGNORABLE_FIELDS.some((known) => known === field)
}
