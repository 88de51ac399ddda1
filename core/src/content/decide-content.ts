import type { Content } from './content-kind.ts'
import { contentOrigin } from './content-origin.ts'
import type { ContentUsers } from './content-users.ts'

export type ContentRefusalCode = 'content-exists' | 'content-in-use' | 'content-foreign'

export interface ContentRefusal {
  readonly kind: 'refused'
  readonly code: ContentRefusalCode
  readonly reason: string
  readonly remedy: string
}

/** A secret or config that is there, and who uses it. */
export interface KnownContent {
  readonly content: Content
  readonly users: ContentUsers
}

export type ContentWrite =
  | { readonly kind: 'create' }
  /** Removed, and created anew with the new value: the engine changes none. */
  | { readonly kind: 'replace'; readonly id: string }
  | ContentRefusal

export type ContentRemoval = { readonly kind: 'remove'; readonly id: string } | ContentRefusal

/** What a request for a new secret or config may do. */
export function decideCreation(known: KnownContent | undefined): ContentWrite {
  if (known === undefined) return { kind: 'create' }
  const { kind, name } = known.content
  return {
    kind: 'refused',
    code: 'content-exists',
    reason: `The swarm has a ${kind} ${name} already.`,
    remedy: `Take another name. PUT replaces one that no service uses.`,
  }
}

/** What a request for a value may do. `force`: also to what others made. */
export function decideValue(known: KnownContent | undefined, force: boolean): ContentWrite {
  if (known === undefined) return { kind: 'create' }
  const { content, users } = known
  return (
    notOurs(content, force) ??
    usedLive(content, users, successor(content, users)) ?? { kind: 'replace', id: content.id }
  )
}

/** What a request to remove may do. `force`: also what others made, and what files in Git name. */
export function decideRemoval({ content, users }: KnownContent, force: boolean): ContentRemoval {
  const { kind, name, id } = content
  const refused =
    notOurs(content, force) ??
    usedLive(content, users, 'Take it out of their Compose files, deploy, and remove it then.')
  if (refused !== undefined) return refused
  const { stacksInGit } = users
  if (stacksInGit.length > 0 && !force) {
    return {
      kind: 'refused',
      code: 'content-in-use',
      reason: `The ${kind} ${name} is named by stacks in Git: ${stacksInGit.join(', ')}. Without it they can't be deployed.`,
      remedy: 'Take it out of their Compose files first, or force it.',
    }
  }
  return { kind: 'remove', id }
}

function notOurs({ kind, name, labels }: Content, force: boolean): ContentRefusal | undefined {
  const origin = contentOrigin(labels)
  switch (origin.kind) {
    case 'kesako':
      return undefined
    case 'stack':
      return {
        kind: 'refused',
        code: 'content-foreign',
        reason: `The ${kind} ${name} belongs to the stack ${origin.stack}, which makes and removes it.`,
        remedy: `Change it in the files of the stack ${origin.stack}.`,
      }
    case 'other':
      return force
        ? undefined
        : {
            kind: 'refused',
            code: 'content-foreign',
            reason: `The ${kind} ${name} wasn't made through Kesako${origin.stack === undefined ? '' : `, but by the stack ${origin.stack}`}.`,
            remedy: 'Force it, if you are sure that nobody else needs it.',
          }
  }
}

function usedLive(
  { kind, name }: Content,
  { services }: ContentUsers,
  remedy: string,
): ContentRefusal | undefined {
  if (services.length === 0) return undefined
  return {
    kind: 'refused',
    code: 'content-in-use',
    reason: `The ${kind} ${name} is used by ${services.join(', ')}, and the engine changes or removes none that is in use.`,
    remedy,
  }
}

/** A used one gives way to one of another name, which is a commit like every change of what runs. */
function successor({ kind, name }: Content, { stacksInGit, stacks }: ContentUsers): string {
  const where = stacksInGit.length > 0 ? stacksInGit : stacks
  const files = where.length === 0 ? 'the services' : `the files of ${where.join(', ')}`
  return `Create the ${kind} ${nextName(name)}, name that one in ${files}, and remove ${name} after the deployment.`
}

const LONGEST_NAME = 64

/** `db` becomes `db-2`, `db-2` becomes `db-3`. */
export function nextName(name: string): string {
  const [, stem = name, number] = /^(.+)-(\d{1,6})$/.exec(name) ?? []
  const end = `-${number === undefined ? 2 : Number(number) + 1}`
  return `${stem.slice(0, LONGEST_NAME - end.length)}${end}`
}
