/** An entry of a tar archive. Paths are relative; folders above a file need no entry of their own. */
export type TarEntry =
  | { readonly path: string; readonly mode?: number; readonly content: string | Buffer }
  | { readonly path: string; readonly linkTo: string }
  | { readonly path: string; readonly mode?: number; readonly folder: true }

const block = 512

/** A tar archive in the ustar format, owned by root, of the year 1970: equal entries give equal bytes. */
export function tarArchive(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(packEntry), Buffer.alloc(2 * block)])
}

function packEntry(entry: TarEntry): readonly Buffer[] {
  if ('linkTo' in entry) return [header(entry.path, 0o777, 0, '2', entry.linkTo)]
  if ('folder' in entry) return [header(entry.path, entry.mode ?? 0o755, 0, '5', '')]
  const content = Buffer.from(entry.content)
  const padding = Buffer.alloc((block - (content.length % block)) % block)
  return [header(entry.path, entry.mode ?? 0o644, content.length, '0', ''), content, padding]
}

function header(path: string, mode: number, size: number, type: string, linkTo: string): Buffer {
  if (Buffer.byteLength(path) > 100) throw new Error(`path too long for this archive: ${path}`)
  const bytes = Buffer.alloc(block)
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`
  bytes.write(path, 0)
  bytes.write(octal(mode, 8), 100)
  bytes.write(octal(0, 8), 108)
  bytes.write(octal(0, 8), 116)
  bytes.write(octal(size, 12), 124)
  bytes.write(octal(0, 12), 136)
  bytes.write(' '.repeat(8), 148)
  bytes.write(type, 156)
  bytes.write(linkTo, 157)
  bytes.write('ustar\x0000', 257)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return bytes
}
