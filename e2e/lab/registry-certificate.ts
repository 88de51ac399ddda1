import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { certificatesFolder } from './lab-folder.ts'
import { runProgram } from './run-program.ts'

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** Paths of PEM files. */
export interface RegistryCertificate {
  readonly certificate: string
  readonly key: string
  /** Of an authority that nobody knows but who is told. */
  readonly authority: string
}

/** Makes an authority and a certificate of it for an IP address, for two days. */
export async function makeCertificate(
  folder: string,
  address: string,
): Promise<RegistryCertificate> {
  const authority = join(folder, 'ca.crt')
  const authorityKey = join(folder, 'ca.key')
  const certificate = join(folder, 'registry.crt')
  const key = join(folder, 'registry.key')
  const days = ['-days', '2']
  const root = ['-subj', '/CN=Kesako lab', '-keyout', authorityKey, '-out', authority]
  await runProgram('openssl', ['req', '-x509', ...newKey, ...days, ...root])
  const request = join(folder, 'registry.csr')
  const subject = ['-subj', '/CN=registry', '-keyout', key, '-out', request]
  await runProgram('openssl', ['req', ...newKey, ...subject])
  const extensions = join(folder, 'extensions')
  await writeFile(extensions, `subjectAltName=IP:${address}\n`)
  const signed = ['-CA', authority, '-CAkey', authorityKey, '-CAcreateserial']
  const files = ['-in', request, '-out', certificate, '-extfile', extensions]
  await runProgram('openssl', ['x509', '-req', ...days, ...signed, ...files])
  return { certificate, key, authority }
}

/** Makes every engine of the lab trust an authority for one registry; gives back what ends that. */
export async function trustAuthority(
  registry: string,
  authority: Uint8Array,
): Promise<() => Promise<void>> {
  const folder = join(certificatesFolder, registry)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'ca.crt'), authority)
  return () => rm(folder, { recursive: true, force: true })
}
