import type { LiveService, LiveTask, NetworkSpec, ServiceSpec } from '@kesako/core'
import type { Engine } from '@kesako/engine'

/** Marks what the behaviour suite makes, so that it removes that and nothing else. */
export const SUITE_LABEL = 'io.kesako.lab.behaviour'

const LABELS = { [SUITE_LABEL]: 'yes' }

type Template = Partial<Omit<ServiceSpec['TaskTemplate'], 'ContainerSpec'>>

export interface ServiceParts {
  readonly image?: string
  readonly args?: readonly string[]
  readonly mode?: ServiceSpec['Mode']
  readonly labels?: Readonly<Record<string, string>>
  readonly container?: Partial<ServiceSpec['TaskTemplate']['ContainerSpec']>
  readonly template?: Template
  readonly rest?: Partial<Pick<ServiceSpec, 'UpdateConfig' | 'RollbackConfig' | 'EndpointSpec'>>
}

/** A service of the workload image; without more, one task that runs. */
export function serviceSpec(name: string, parts: ServiceParts = {}): ServiceSpec {
  return {
    Name: name,
    Labels: { ...LABELS, ...parts.labels },
    TaskTemplate: {
      ContainerSpec: {
        Image: parts.image ?? 'kesako-lab:1',
        Args: parts.args ?? ['work'],
        StopGracePeriod: 1_000_000_000,
        ...parts.container,
      },
      Resources: {},
      Placement: {},
      ForceUpdate: 0,
      ...parts.template,
    },
    Mode: parts.mode ?? { Replicated: { Replicas: 1 } },
    EndpointSpec: {},
    ...parts.rest,
  }
}

export function networkSpec(name: string): NetworkSpec {
  return {
    Name: name,
    Driver: 'overlay',
    Scope: '',
    IPAM: null,
    Internal: false,
    Attachable: false,
    Ingress: false,
    ConfigOnly: false,
    ConfigFrom: null,
    Options: null,
    Labels: LABELS,
  }
}

export function contentSpec(
  Name: string,
  text: string,
  labels: Readonly<Record<string, string>> = {},
): { Name: string; Labels: Readonly<Record<string, string>>; Data: string } {
  return { Name, Labels: { ...LABELS, ...labels }, Data: Buffer.from(text).toString('base64') }
}

export async function serviceOf(engine: Engine, id: string): Promise<LiveService> {
  const service = (await engine.services()).find((one) => one.id === id)
  if (service === undefined) throw new Error(`service ${id} is gone`)
  return service
}

/** Tasks of a service, oldest first. */
export async function tasksOf(engine: Engine, id: string): Promise<readonly LiveTask[]> {
  const tasks = (await engine.tasks()).filter((task) => task.serviceId === id)
  return tasks.sort((a, b) => a.createdAt.localeCompare(b.createdAt))
}

/** States of the tasks that shall run or have run, oldest first. */
export async function statesOf(engine: Engine, id: string): Promise<readonly string[]> {
  return (await tasksOf(engine, id)).map((task) => task.state)
}

export async function removeEverything(engine: Engine): Promise<void> {
  const live = await engine.liveState()
  const mine = ({ Labels }: { readonly Labels: Readonly<Record<string, string>> }): boolean =>
    SUITE_LABEL in Labels
  for (const one of live.services) if (mine(one.spec)) await engine.removeService(one.id)
  for (const one of live.secrets) if (mine(one.spec)) await engine.removeSecret(one.id)
  for (const one of live.configs) if (mine(one.spec)) await engine.removeConfig(one.id)
  for (const one of live.networks) {
    if (mine({ Labels: one.labels })) await engine.removeNetwork(one.id)
  }
}
