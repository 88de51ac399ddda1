import { createHash } from 'node:crypto'

/** How a repository names its objects. */
export type ObjectFormat = 'sha1' | 'sha256'
export type ObjectType = 'blob' | 'tree' | 'commit'

/** A full object id, as the repository's own commands print it. */
export function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(text)
}

/** The format that gives ids of this length. */
export function formatOfId(id: string): ObjectFormat {
  return id.length === 64 ? 'sha256' : 'sha1'
}

/** The id that stands for no object, where a ref must not exist. */
export function nullId(format: ObjectFormat): string {
  return '0'.repeat(format === 'sha1' ? 40 : 64)
}

/** Git's name for these bytes: the hash over type, length and content. */
export function objectId(format: ObjectFormat, type: ObjectType, body: Uint8Array): string {
  return createHash(format).update(`${type} ${body.length}\0`).update(body).digest('hex')
}
