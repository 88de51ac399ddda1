import type { DesiredState } from '../desired-state.ts'
import { STACK_LABEL } from '../labels.ts'
import type { LiveService } from '../live/live-state.ts'
import { compareText } from '../plan/compare-text.ts'
import type { Content, ContentKind } from './content-kind.ts'

/** Who uses a secret or config. All lists are sorted. */
export interface ContentUsers {
  /** Full names of services on the swarm. */
  readonly services: readonly string[]
  /** Stacks of these services. */
  readonly stacks: readonly string[]
  /** Stacks of the repository whose files name it, as external or as their own. */
  readonly stacksInGit: readonly string[]
}

/** A stack of the repository as far as this looks at it; without `desired` where it is broken or disabled. */
export interface StackInGit {
  readonly name: string
  readonly desired?: Pick<DesiredState, 'externals' | 'secrets' | 'configs'>
}

/** Answers for many secrets and configs by one look at the services and stacks. Pure. */
export function contentUsers(
  services: readonly LiveService[],
  stacks: readonly StackInGit[],
): (content: Pick<Content, 'kind' | 'id' | 'name'>) => ContentUsers {
  const live = Map.groupBy(
    services.flatMap((service) => references(service).map((key) => ({ key, service }))),
    ({ key }) => key,
  )
  const inGit = Map.groupBy(
    stacks.flatMap(({ name, desired }) => namesOf(desired).map((key) => ({ key, name }))),
    ({ key }) => key,
  )
  return ({ kind, id, name }) => {
    const users = (live.get(`${kind} ${id}`) ?? []).map(({ service }) => service)
    return {
      services: sorted(users.map(({ spec }) => spec.Name)),
      stacks: sorted(users.flatMap(({ spec }) => spec.Labels[STACK_LABEL] ?? [])),
      stacksInGit: sorted((inGit.get(`${kind} ${name}`) ?? []).map((one) => one.name)),
    }
  }
}

function references({ spec }: LiveService): readonly string[] {
  const { Secrets: secrets = [], Configs: configs = [] } = spec.TaskTemplate.ContainerSpec
  return [
    ...(secrets ?? []).flatMap(({ SecretID }) => (SecretID ? [`secret ${SecretID}`] : [])),
    ...(configs ?? []).flatMap(({ ConfigID }) => (ConfigID ? [`config ${ConfigID}`] : [])),
  ]
}

function namesOf(desired: StackInGit['desired']): readonly string[] {
  if (desired === undefined) return []
  const key = (kind: ContentKind, name: string): string => `${kind} ${name}`
  return [
    ...desired.externals.secrets.map((name) => key('secret', name)),
    ...desired.externals.configs.map((name) => key('config', name)),
    ...desired.secrets.map(({ Name }) => key('secret', Name)),
    ...desired.configs.map(({ Name }) => key('config', Name)),
  ]
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted(compareText)
}
