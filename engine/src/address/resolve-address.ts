import { EngineError } from '../engine-api.ts'
import type { ReadFile } from './docker-context.ts'
import { contextAddress, currentContext, tlsFiles } from './docker-context.ts'
import type { EngineAddress } from './engine-address.ts'
import { DEFAULT_ENGINE_HOST } from './engine-address.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Address of the engine, found as the docker CLI finds it: `DOCKER_HOST`, then `DOCKER_CONTEXT`,
 * then the current context of `config.json`, then the default socket. `DOCKER_CONFIG` moves the
 * configuration folder, which is `~/.docker` by default.
 *
 * @param readFile gives undefined for a file that does not exist
 * @param home the person's home folder
 * @throws EngineError of kind `refused` for a context or TLS files that are missing or unreadable
 */
export function engineAddress(
  environment: Environment,
  readFile: ReadFile,
  home: string,
): EngineAddress {
  const configFolder = text(environment['DOCKER_CONFIG']) ?? `${home}/.docker`
  const host = text(environment['DOCKER_HOST'])
  if (host !== undefined) return environmentAddress(host, environment, configFolder, readFile)

  const context =
    text(environment['DOCKER_CONTEXT']) ?? currentContext(configFolder, readFile) ?? 'default'
  return context === 'default'
    ? environmentAddress(DEFAULT_ENGINE_HOST, environment, configFolder, readFile)
    : contextAddress(context, configFolder, readFile)
}

function environmentAddress(
  host: string,
  environment: Environment,
  configFolder: string,
  readFile: ReadFile,
): EngineAddress {
  const verify = text(environment['DOCKER_TLS_VERIFY']) !== undefined
  const encrypted = verify || text(environment['DOCKER_TLS']) !== undefined
  if (!encrypted || !/^(tcp:|[^:/]+(:\d+)?$)/.test(host)) return { host }

  const folder = text(environment['DOCKER_CERT_PATH']) ?? configFolder
  const files = tlsFiles(folder, readFile)
  if (files === undefined && environment['DOCKER_CERT_PATH'] !== undefined) {
    throw new EngineError(
      'refused',
      `DOCKER_CERT_PATH names ${folder}, which has no ca.pem, cert.pem or key.pem.`,
    )
  }
  return { host, tls: { ...files, verify } }
}

function text(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value
}
