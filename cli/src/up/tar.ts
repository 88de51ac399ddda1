/** One entry of a tar archive: a file, or a symbolic link to `target`. */
export type TarEntry =
  | { readonly path: string; readonly mode: number; readonly content: Uint8Array }
  | { readonly path: string; readonly target: string }
  | { readonly path: string; readonly folder: true }

const BLOCK = 512

/** A ustar archive (POSIX.1-1988), as `POST /images/create?fromSrc=-` takes it. Paths under 100 bytes. */
export function tar(entries: readonly TarEntry[]): Uint8Array {
  const blocks = entries.flatMap((entry) => {
    const content = 'content' in entry ? entry.content : new Uint8Array()
    const padding = (BLOCK - (content.length % BLOCK)) % BLOCK
    return [header(entry, content.length), content, new Uint8Array(padding)]
  })
  return Buffer.concat([...blocks, new Uint8Array(2 * BLOCK)])
}

function header(entry: TarEntry, size: number): Uint8Array {
  const block = Buffer.alloc(BLOCK)
  block.write(entry.path, 0, 100)
  block.write(octal('content' in entry ? entry.mode : 0o755, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(size, 12), 124)
  block.write(octal(0, 12), 136)
  block.write(' '.repeat(8), 148)
  block.write('target' in entry ? '2' : 'folder' in entry ? '5' : '0', 156)
  if ('target' in entry) block.write(entry.target, 157, 100)
  block.write('ustar\u000000', 257)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148)
  return block
}

function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, '0')}\u0000`
}
