import { isDeepStrictEqual } from 'node:util'
import type { MovingImageView } from '@kesako/contract'
import { type Deployment, type DesiredState, IMAGE_LABEL, setImage } from '@kesako/core'
import type { FileChange, StackAtRevision, StacksRepository } from '@kesako/repository'

export interface PinRequest {
  readonly repository: StacksRepository
  readonly head: string
  /** The stack as it was. */
  readonly was: StackAtRevision
  /** Where its Compose file was read. */
  readonly to: string
  readonly changes: readonly FileChange[]
  /** Deployments of the stack, newest first. */
  readonly deployments: readonly Deployment[]
  readonly pin: boolean
}

export interface PinnedImages {
  readonly changes: readonly FileChange[]
  readonly images: readonly MovingImageView[]
}

/** Images of a restored stack whose tag may have moved; with `pin`, the changes with the digests that ran. */
export async function pinImages(request: PinRequest): Promise<PinnedImages> {
  const { was, pin } = request
  const { desired, composePath } = was
  if (desired === undefined || composePath === undefined) {
    return { changes: request.changes, images: [] }
  }
  const ran = imagesThatRan(request)
  const moving = desired.services.flatMap(({ Name, TaskTemplate }) => {
    const image = TaskTemplate.ContainerSpec.Image
    if (image.includes('@')) return []
    const full = ran[Name]
    const known = full?.includes('@') === true && full.startsWith(`${image}@`) ? full : undefined
    return [{ name: Name, service: Name.slice(was.name.length + 1), image, ran: known }]
  })
  let { changes } = request
  const images: MovingImageView[] = []
  for (const { name, service, image, ran: full } of moving) {
    const view = { service, image, ...(full === undefined ? {} : { ran: full }) }
    if (!pin) images.push({ ...view, pinned: false })
    else if (full === undefined) {
      images.push({ ...view, pinned: false, reason: 'The journal has no digest of it.' })
    } else {
      const pinned = await pinOne(request, changes, composePath, { name, service, full })
      if (pinned === undefined) {
        const reason =
          'The image is not written out in the service, or several services share it: write the digest by hand.'
        images.push({ ...view, pinned: false, reason })
      } else {
        changes = pinned
        images.push({ ...view, pinned: true })
      }
    }
  }
  return { changes, images }
}

/** Of the newest deployment of these inputs that ended well, else of that revision. */
function imagesThatRan({ deployments, was, to }: PinRequest): Readonly<Record<string, string>> {
  const withImages = deployments.filter(({ end }) => end?.images !== undefined)
  const found =
    withImages.find(({ inputsDigest }) => inputsDigest === was.inputsDigest) ??
    withImages.find(({ revision }) => revision === to)
  return found?.end?.images ?? {}
}

/** The changes with one digest more; undefined where that would change anything else. */
async function pinOne(
  { repository, head, was, to }: PinRequest,
  changes: readonly FileChange[],
  path: string,
  {
    name,
    service,
    full,
  }: { readonly name: string; readonly service: string; readonly full: string },
): Promise<readonly FileChange[] | undefined> {
  const before = await desiredAfter(repository, head, changes, was.name)
  const content =
    changes.find((change) => change.path === path)?.content ?? (await repository.readFile(to, path))
  if (content === undefined || content === null || before === undefined) return undefined
  const text = setImage(new TextDecoder().decode(content), service, full)
  if (text === undefined) return undefined
  const pinned = [
    ...changes.filter((change) => change.path !== path),
    { path, content: new TextEncoder().encode(text) },
  ]
  const after = await desiredAfter(repository, head, pinned, was.name)
  return isDeepStrictEqual(after, withImage(before, name, full)) ? pinned : undefined
}

async function desiredAfter(
  repository: StacksRepository,
  head: string,
  changes: readonly FileChange[],
  stack: string,
): Promise<DesiredState | undefined> {
  const preview = await repository.preview(head, changes, { only: stack })
  return preview.stacks.find(({ name }) => name === stack)?.desired
}

function withImage(desired: DesiredState, name: string, image: string): DesiredState {
  const services = desired.services.map((spec) => {
    if (spec.Name !== name) return spec
    const { ContainerSpec } = spec.TaskTemplate
    return {
      ...spec,
      Labels: { ...spec.Labels, [IMAGE_LABEL]: image },
      TaskTemplate: { ...spec.TaskTemplate, ContainerSpec: { ...ContainerSpec, Image: image } },
    }
  })
  return { ...desired, services }
}
