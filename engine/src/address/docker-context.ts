import { createHash } from 'node:crypto'
import { EngineError } from '../engine-api.ts'
import type { EngineAddress, EngineTls } from './engine-address.ts'

/** Bytes of a file, or undefined when there is none. */
export type ReadFile = (path: string) => Uint8Array | undefined

interface ContextMeta {
  readonly Endpoints?: {
    readonly docker?: { readonly Host?: unknown; readonly SkipTLSVerify?: unknown }
  }
}

/** `currentContext` of the docker configuration, or undefined when none is set. */
export function currentContext(configFolder: string, readFile: ReadFile): string | undefined {
  const path = `${configFolder}/config.json`
  const bytes = readFile(path)
  if (bytes === undefined) return undefined
  const { currentContext: name } = readObject(path, bytes) as { currentContext?: unknown }
  return typeof name === 'string' && name !== '' ? name : undefined
}

/**
 * Address of a docker context: `contexts/meta/<sha256 of the name>/meta.json` and its TLS files
 * under `contexts/tls/<sha256>/docker`, as the docker CLI stores them.
 */
export function contextAddress(
  name: string,
  configFolder: string,
  readFile: ReadFile,
): EngineAddress {
  const folder = createHash('sha256').update(name).digest('hex')
  const path = `${configFolder}/contexts/meta/${folder}/meta.json`
  const bytes = readFile(path)
  if (bytes === undefined) {
    throw new EngineError(
      'refused',
      `There is no docker context "${name}". See \`docker context ls\`, or set DOCKER_HOST.`,
    )
  }
  const { Endpoints: endpoints } = readObject(path, bytes) as ContextMeta
  const host = endpoints?.docker?.Host
  if (typeof host !== 'string' || host === '') {
    throw new EngineError('refused', `The docker context "${name}" names no engine (${path}).`)
  }
  const verify = endpoints?.docker?.SkipTLSVerify !== true
  const tls = tlsFiles(`${configFolder}/contexts/tls/${folder}/docker`, readFile)
  return tls === undefined || !host.startsWith('tcp:')
    ? { host }
    : { host, tls: { ...tls, verify } }
}

/** `ca.pem`, `cert.pem` and `key.pem` of a folder, or undefined when there is none of them. */
export function tlsFiles(folder: string, readFile: ReadFile): EngineTls | undefined {
  const ca = readFile(`${folder}/ca.pem`)
  const cert = readFile(`${folder}/cert.pem`)
  const key = readFile(`${folder}/key.pem`)
  if (ca === undefined && cert === undefined && key === undefined) return undefined
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  }
}

function readObject(path: string, bytes: Uint8Array): object {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Told below: what the parser says would quote the file, which may hold credentials.
  }
  throw new EngineError('refused', `${path} is not a JSON object. Repair or remove it.`)
}
