import { createCipheriv, createDecipheriv } from 'node:crypto'
import { z } from 'zod'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12

/** Text that only who has the key can read, and nobody can change unseen. All parts are hex. */
export const SealedText = z.strictObject({
  algorithm: z.literal(ALGORITHM),
  nonce: z.string().regex(/^[0-9a-f]{24}$/),
  tag: z.string().regex(/^[0-9a-f]{32}$/),
  data: z.string().regex(/^(?:[0-9a-f]{2})*$/),
})
export type SealedText = Readonly<z.infer<typeof SealedText>>

export interface Seal {
  /** 64 hex digits. */
  readonly key: string
  /** What the text is, so that one can't be put in another's place. */
  readonly purpose: string
}

/** Seals a text under a new nonce. */
export function sealText(
  text: string,
  { key, purpose }: Seal,
  randomHex: (bytes: number) => string,
): SealedText {
  const nonce = randomHex(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, Buffer.from(key, 'hex'), Buffer.from(nonce, 'hex'))
  cipher.setAAD(Buffer.from(purpose, 'utf8'))
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('hex')
  return { algorithm: ALGORITHM, nonce, tag: cipher.getAuthTag().toString('hex'), data }
}

/** Throws where key, purpose or any byte isn't that of the seal. */
export function openText({ nonce, tag, data }: SealedText, { key, purpose }: Seal): string {
  const decipher = createDecipheriv(ALGORITHM, Buffer.from(key, 'hex'), Buffer.from(nonce, 'hex'))
  decipher.setAAD(Buffer.from(purpose, 'utf8'))
  decipher.setAuthTag(Buffer.from(tag, 'hex'))
  return Buffer.concat([decipher.update(data, 'hex'), decipher.final()]).toString('utf8')
}
