import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import type { ObjectFormat, ObjectType } from './object-format.ts'
import { objectId } from './object-format.ts'

const compress = promisify(deflate)

export interface LooseObject {
  readonly type: ObjectType
  readonly body: Uint8Array
}

/**
 * Writes one object the way Git does (temporary file, sync, rename) and returns its id.
 * An object that is there is written again: its new time keeps `git gc` from removing it as left over.
 * A process for each object would cost six times as long, and the journal writes six a deployment.
 * Source: gitformat-loose, "objects/[0-9a-f][0-9a-f]" in gitrepository-layout.
 */
export async function writeLooseObject(
  objectsDirectory: string,
  format: ObjectFormat,
  object: LooseObject,
): Promise<string> {
  const id = objectId(format, object.type, object.body)
  const folder = join(objectsDirectory, id.slice(0, 2))
  const path = join(folder, id.slice(2))
  const header = Buffer.from(`${object.type} ${object.body.length}\0`)
  const data = await compress(Buffer.concat([header, object.body]), { level: 1 })
  await mkdir(folder, { recursive: true })
  const temporary = join(folder, `tmp_obj_${randomUUID()}`)
  try {
    const file = await open(temporary, 'wx', 0o444)
    try {
      await file.writeFile(data)
      await file.datasync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  return id
}

/** Body of a tree that holds regular files in its own folder only. */
export function flatTree(files: ReadonlyMap<string, string>): Buffer {
  const entries = [...files].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  return Buffer.concat(
    entries.map(([name, id]) =>
      Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.from(id, 'hex')]),
    ),
  )
}
