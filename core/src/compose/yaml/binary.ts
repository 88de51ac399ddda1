const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The UTF-8 text that padded Base64 stands for, line breaks ignored; undefined when it is none. */
export function decodeBase64(text: string): string | undefined {
  const compact = text.replace(/[\r\n]/g, '')
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined
  const digits = compact.replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let bits = 0
  let size = 0
  let length = 0
  for (const digit of digits) {
    bits = ((bits << 6) | alphabet.indexOf(digit)) & 0xffff
    size += 6
    if (size < 8) continue
    size -= 8
    bytes[length++] = (bits >> size) & 0xff
  }
  return new TextDecoder().decode(bytes)
}
