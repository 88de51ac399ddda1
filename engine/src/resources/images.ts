import type { Platform, ResolvedImage } from '@kesako/core'
import type { RegistryAuth } from '../engine-api.ts'
import { EngineError } from '../engine-api.ts'
import { redact } from '../redact.ts'
import type { Connection } from '../transport/connection.ts'
import { findObject, readObject } from '../transport/json.ts'
import { pathOf } from '../transport/path.ts'
import { registryAuthHeader } from '../transport/registry-auth.ts'
import { pinned, taggedImage } from './image-reference.ts'

interface DistributionAnswer {
  readonly Descriptor?: { readonly digest?: string; readonly Digest?: string }
  readonly Platforms?: readonly { readonly architecture?: string; readonly os?: string }[] | null
}

/** `GET /distribution/{name}/json`: the digest of the image now, and the platforms it is made for. */
export async function resolveImage(
  connection: Connection,
  image: string,
  auth?: RegistryAuth,
  signal?: AbortSignal,
): Promise<ResolvedImage> {
  const intent = `ask the registry for image ${image}`
  const answer = await readObject<DistributionAnswer>(connection, {
    intent,
    method: 'GET',
    path: pathOf('distribution', taggedImage(image), '/json'),
    headers: registryAuthHeader(auth),
    signal,
  })
  const digest = answer.Descriptor?.digest ?? answer.Descriptor?.Digest
  if (digest === undefined || digest === '') {
    throw new EngineError('failed', `Could not ${intent}: it named no digest.`)
  }
  return { reference: pinned(image, digest), platforms: (answer.Platforms ?? []).map(platform) }
}

/** `GET /images/{name}/json`: true when this node has the image. */
export async function imageExists(
  connection: Connection,
  image: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const path = pathOf('images', image, '/json')
  const intent = `look for image ${image}`
  return (await findObject(connection, { intent, method: 'GET', path, signal })) !== undefined
}

const IMPORT_TIMEOUT_MS = 10 * 60_000

/** `POST /images/create?fromSrc=-`. */
export async function importImage(
  connection: Connection,
  image: string,
  tar: Uint8Array,
  changes: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  const intent = `import image ${image}`
  const query = new URLSearchParams({ fromSrc: '-', repo: image })
  for (const change of changes) query.append('changes', change)
  const answer = await connection.exchange({
    intent,
    method: 'POST',
    path: `/images/create?${query.toString()}`,
    headers: { 'content-type': 'application/x-tar' },
    bytes: tar,
    signal,
    timeoutMs: IMPORT_TIMEOUT_MS,
  })
  // The status is sent before the work is done: an error comes as a line of the answer.
  const error = /"error":"((?:[^"\\]|\\.)*)"/.exec(answer.toString('utf8'))?.[1]
  if (error !== undefined) throw new EngineError('refused', `Could not ${intent}: ${redact(error)}`)
}

/** `DELETE /images/{name}`. */
export async function removeImage(
  connection: Connection,
  image: string,
  signal?: AbortSignal,
): Promise<void> {
  const path = pathOf('images', image)
  await connection.exchange({ intent: `remove image ${image}`, method: 'DELETE', path, signal })
}

/*
 * The docker CLI leaves the architecture "arm" out, since registries don't say which of its versions
 * an image is made for, and the scheduler would then find no node.
 */
function platform({ architecture, os }: { architecture?: string; os?: string }): Platform {
  return {
    ...(architecture && architecture !== 'arm' ? { Architecture: architecture } : {}),
    ...(os ? { OS: os } : {}),
  }
}
