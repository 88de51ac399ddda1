import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
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
/** Endings of the compressed forms that the build puts beside a file. */
const PACKED = /\.(?:br|gz)$/
/** The best quality takes a second for our page. */
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

/**
 * The files below a folder by their address: `/`-separated, with a leading slash. Addresses are
 * looked up in this list only, so that none leads out of the folder. Compressed forms are taken from
 * beside a file (`.br`, `.gz`); where they are missing they are made, quickly rather than small.
 */
export async function readPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>()
  let bytes = 0
  const listed = await listFiles(folder)
  const paths = new Set(listed)
  for (const path of listed) {
    if (PACKED.test(path) && paths.has(path.replace(PACKED, ''))) continue
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
    files.set(address, await pageFile(address, plain, packedForms(path, paths)))
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

interface PackedForms {
  readonly gzip: Promise<Buffer> | undefined
  readonly brotli: Promise<Buffer> | undefined
}

function packedForms(path: string, paths: ReadonlySet<string>): PackedForms {
  const beside = (name: string): Promise<Buffer> | undefined =>
    paths.has(name) ? readFile(name) : undefined
  return { gzip: beside(`${path}.gz`), brotli: beside(`${path}.br`) }
}

async function pageFile(address: string, plain: Buffer, packed: PackedForms): Promise<PageFile> {
  const type = mediaType(address)
  const compress = isText(type) && plain.length > 1024
  const [gzip, brotli] = await Promise.all([
    packed.gzip ?? (compress ? compressGzip(plain) : undefined),
    packed.brotli ?? (compress ? compressBrotli(plain, QUICK) : undefined),
  ])
  return {
    type,
    etag: `"${createHash('sha256').update(plain).digest('hex').slice(0, 32)}"`,
    plain,
    gzip,
    brotli,
  }
}
