import type { LiveService, PortConfig, ServiceSpec, UpdateStatus } from '@kesako/core'
import type { RegistryAuth } from '../engine-api.ts'
import type { Connection } from '../transport/connection.ts'
import { createdId, readList, readObject } from '../transport/json.ts'
import { pathOf } from '../transport/path.ts'
import { registryAuthHeader } from '../transport/registry-auth.ts'

interface ServiceAnswer {
  readonly ID: string
  readonly Version: { readonly Index?: number }
  readonly CreatedAt?: string
  readonly UpdatedAt?: string
  readonly Spec: ServiceSpec
  readonly PreviousSpec?: ServiceSpec | null
  readonly Endpoint?: { readonly Ports?: readonly PortConfig[] | null }
  readonly UpdateStatus?: {
    readonly State?: UpdateStatus['state']
    readonly Message?: string
    readonly StartedAt?: string | null
    readonly CompletedAt?: string | null
  } | null
  readonly JobStatus?: { readonly JobIteration?: { readonly Index?: number } } | null
}

/** `GET /services`. */
export async function listServices(
  connection: Connection,
  signal?: AbortSignal,
): Promise<readonly LiveService[]> {
  const request = { intent: 'list the services', method: 'GET', path: '/services', signal } as const
  return (await readList<ServiceAnswer>(connection, request)).map(liveService)
}

/** `POST /services/create`; the id of the service. */
export async function createService(
  connection: Connection,
  spec: ServiceSpec,
  auth?: RegistryAuth,
  signal?: AbortSignal,
): Promise<string> {
  return createdId(connection, {
    intent: `create service ${spec.Name}`,
    method: 'POST',
    path: '/services/create',
    headers: registryAuthHeader(auth),
    json: spec,
    signal,
  })
}

/** `POST /services/{id}/update`; the engine's warnings. Without `auth` the spec's own stay. */
export async function updateService(
  connection: Connection,
  id: string,
  version: number,
  spec: ServiceSpec,
  auth?: RegistryAuth,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const answer = await readObject<{ readonly Warnings?: readonly string[] | null }>(connection, {
    intent: `update service ${spec.Name}`,
    method: 'POST',
    path: pathOf('services', id, '/update'),
    query: {
      version: String(version),
      ...(auth === undefined ? { registryAuthFrom: 'spec' } : {}),
    },
    headers: registryAuthHeader(auth),
    json: spec,
    signal,
  })
  return answer.Warnings ?? []
}

/** `DELETE /services/{id}`. */
export async function removeService(
  connection: Connection,
  id: string,
  signal?: AbortSignal,
): Promise<void> {
  const path = pathOf('services', id)
  await connection.exchange({ intent: `remove service ${id}`, method: 'DELETE', path, signal })
}

function liveService(answer: ServiceAnswer): LiveService {
  const { JobStatus: job } = answer
  const updateStatus = liveUpdateStatus(answer.UpdateStatus)
  return {
    id: answer.ID,
    version: answer.Version.Index ?? 0,
    createdAt: answer.CreatedAt ?? '',
    updatedAt: answer.UpdatedAt ?? '',
    spec: liveSpec(answer.Spec),
    hasPrevious: answer.PreviousSpec !== undefined && answer.PreviousSpec !== null,
    ports: answer.Endpoint?.Ports ?? [],
    ...(updateStatus === undefined ? {} : { updateStatus }),
    // The engine leaves an index of 0 out.
    ...(job === undefined || job === null ? {} : { jobIteration: job.JobIteration?.Index ?? 0 }),
  }
}

function liveUpdateStatus(update: ServiceAnswer['UpdateStatus']): UpdateStatus | undefined {
  // Present and empty once an update was wiped by a label-only one.
  if (!update?.State) return undefined
  const { State: state, Message: message = '', StartedAt, CompletedAt } = update
  return {
    state,
    message,
    ...(StartedAt ? { startedAt: StartedAt } : {}),
    ...(CompletedAt ? { completedAt: CompletedAt } : {}),
  }
}

/** What the types promise is there, also where a service was made by a client that sends less. */
function liveSpec(spec: ServiceSpec): ServiceSpec {
  const { TaskTemplate: template } = spec
  return {
    ...spec,
    Labels: spec.Labels ?? {},
    EndpointSpec: spec.EndpointSpec ?? {},
    TaskTemplate: {
      ...template,
      // Plugin services have no container; they are seen, never planned.
      ContainerSpec: template.ContainerSpec ?? { Image: '' },
      Resources: template.Resources ?? {},
      Placement: template.Placement ?? {},
      ForceUpdate: template.ForceUpdate ?? 0,
    },
  }
}
