import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { ServerError } from '../server-error.ts'
import { isText, mediaType } from './media-type.ts'

/** A file of the built page, held in memory with its compressed forms. */
export interface PageFile {
  readonly type: string
  readonly etag: string
  readonly plain: Buffer
  readonly gzip: Buffer | undefined
  readonly brotli: Buffer | undefined
}

/** More than any page of ours has; a folder with more was named by mistake. */
const MAX_FILES = 500
const MAX_BYTES = 32 * 1024 * 1024
const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

/**
 * The files below a folder by their address: `/`-separated, with a leading slash. Addresses are
 * looked up in this list only, so that none leads out of the folder.
 */
export async function readPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>()
  let bytes = 0
  for (const path of await listFiles(folder)) {
    const plain = await readFile(path)
    bytes += plain.length
    if (files.size >= MAX_FILES || bytes > MAX_BYTES) {
      throw new ServerError(
        'page-unreadable',
        `${folder} has too many or too large files to be the built page.`,
        'Name the folder that `npm run build` makes.',
      )
    }
    const address = `/${relative(folder, path).split(sep).join('/')}`
    files.set(address, await pageFile(address, plain))
  }
  return files
}

async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((it) => join(it.parentPath, it.name))
  } catch (error) {
    const remedy = 'Build the page with `npm run build`, or start without it.'
    throw new ServerError('page-unreadable', `${folder} can't be read.`, remedy, error)
  }
}

async function pageFile(address: string, plain: Buffer): Promise<PageFile> {
  const type = mediaType(address)
  const compress = isText(type) && plain.length > 1024
  return {
    type,
    etag: `"${createHash('sha256').update(plain).digest('hex').slice(0, 32)}"`,
    plain,
    gzip: compress ? await compressGzip(plain) : undefined,
    brotli: compress ? await compressBrotli(plain) : undefined,
  }
}
