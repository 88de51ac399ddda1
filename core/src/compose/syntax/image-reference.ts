import type { Fault } from '../report.ts'

const alphanumeric = '[a-z0-9]+'
const component = `${alphanumeric}(?:(?:[._]|__|[-]+)${alphanumeric})*`
const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const domainPattern = new RegExp(
  String.raw`^(?:${label}(?:\.${label})*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$`,
)
/** A host that is no domain, such as `a.b_c`, is read as the first folder of the path. */
const componentPattern = new RegExp(`^${component}$`)
const pathPattern = new RegExp(`^${component}(?:/${component})*$`)
const referencePattern =
  /^([^@]+?)(?::([\w][\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$/
const digestLengths: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
])

/**
 * The image as the docker CLI sends it: `redis` becomes `redis:latest`, `docker.io/library/redis`
 * likewise; digests and ids of 64 hexadecimal digits stay. Says why when it is no image.
 */
export function tagImage(text: string): { readonly image: string } | Fault {
  if (/^[a-f0-9]{64}$/.test(text)) return { image: text }
  const match = text.length > 1024 ? null : referencePattern.exec(text)
  if (match === null) return invalid(text)
  const [, name = '', tag, digest] = match
  const { domain, path } = splitDomain(name)
  if (path !== path.toLowerCase()) {
    const shown = familiar(domain, path)
    return {
      message: `the image name "${shown}" must be in lower case`,
      remedy: `Write "${familiar(domain, path.toLowerCase())}".`,
    }
  }
  const isDomain = domainPattern.test(domain) || componentPattern.test(domain)
  if (!isDomain || !pathPattern.test(path)) return invalid(text)
  if (domain.length + path.length + 1 > 255) return invalid(text)
  if (digest !== undefined && !isDigest(digest)) return invalid(text)
  const tagged = tag ?? (digest === undefined ? 'latest' : undefined)
  const suffix = `${tagged === undefined ? '' : `:${tagged}`}${digest === undefined ? '' : `@${digest}`}`
  return { image: `${familiar(domain, path)}${suffix}` }
}

export function checkImage(text: string): Fault | undefined {
  const tagged = tagImage(text)
  return 'image' in tagged ? undefined : tagged
}

function invalid(text: string): Fault {
  if (text === '') {
    return { message: 'the image is empty', remedy: 'Write the image that the service runs.' }
  }
  return {
    message: `"${text}" is not an image`,
    remedy: 'Write registry/name:tag, such as redis:7.',
  }
}

function splitDomain(name: string): { readonly domain: string; readonly path: string } {
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(slash, 0))
  const isDomain = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase()
  const domain = slash === -1 || !isDomain || first === 'index.docker.io' ? 'docker.io' : first
  const path = slash !== -1 && isDomain ? name.slice(slash + 1) : name
  return { domain, path: domain === 'docker.io' && !path.includes('/') ? `library/${path}` : path }
}

function familiar(domain: string, path: string): string {
  if (domain !== 'docker.io') return `${domain}/${path}`
  return /^library\/[^/]+$/.test(path) ? path.slice('library/'.length) : path
}

function isDigest(digest: string): boolean {
  const [algorithm = '', hex = ''] = digest.split(':')
  return digestLengths.get(algorithm) === hex.length && hex === hex.toLowerCase()
}
