/** Four hex digits with the length, then the text: how Git's protocol frames a line. */
export function packetLine(text: string): string {
  const length = Buffer.byteLength(text) + 4
  return `${length.toString(16).padStart(4, '0')}${text}`
}

/** Ends a section. */
export const FLUSH_PACKET = '0000'
