/** The registry of images whose name begins with none. */
export const DOCKER_HUB = 'docker.io'

/** Where the docker CLI keeps the credentials for Docker Hub, and what it sends as their address. */
const DOCKER_HUB_ADDRESS = 'https://index.docker.io/v1/'

/** The registry that an image comes from: `docker.io`, or what its name begins with, such as `registry.example.org:5000`. */
export function registryOf(image: string): string {
  const slash = image.indexOf('/')
  const first = slash < 0 ? '' : image.slice(0, slash)
  const isHost =
    first === 'localhost' ||
    first.includes('.') ||
    first.includes(':') ||
    first !== first.toLowerCase()
  return isHost ? hubOr(first) : DOCKER_HUB
}

/** Key of a registry in `config.json`, what credential helpers are asked with, and `serveraddress`. */
export function registryAddress(registry: string): string {
  return registry === DOCKER_HUB ? DOCKER_HUB_ADDRESS : registry
}

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const HOST = new RegExp(
  `^(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-f:.]+\\])(?::(?<port>[0-9]{1,5}))?$`,
  'i',
)
const LONGEST_HOST = 255

/**
 * The registry that a person means: a host with or without port, scheme and path, in any case.
 * Undefined for what can't be one.
 */
export function registryNamed(text: string): string | undefined {
  const host = withoutSchemeAndPath(text.trim()).toLowerCase()
  const match = host.length > LONGEST_HOST ? null : HOST.exec(host)
  if (match === null || Number(match.groups?.['port'] ?? 1) > 65_535) return undefined
  return hubOr(host)
}

/** The host of a key of `config.json`, some of which are addresses. */
export function withoutSchemeAndPath(key: string): string {
  return key.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/\/.*$/s, '')
}

function hubOr(host: string): string {
  return host === 'index.docker.io' ? DOCKER_HUB : host
}
