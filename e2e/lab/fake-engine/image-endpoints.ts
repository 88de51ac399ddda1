import { FakeRefusal } from './fake-refusal.ts'
import type { Answer, Call, Route } from './route.ts'
import { ok } from './route.ts'

/** Images of the node, and what the registry says of one. */
export const imageRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/images\/create$/,
    manager: false,
    handle: (call) => importImage(call),
  },
  {
    method: 'GET',
    path: /^\/images\/(.+)\/json$/,
    manager: false,
    handle: ({ swarm, name }) => {
      const tagged = withTag(name)
      if (!swarm.images.has(tagged)) throw noSuchImage(`no such image: ${name}: `, name)
      return ok({ Id: 'sha256:0', RepoTags: [tagged] })
    },
  },
  {
    method: 'DELETE',
    path: /^\/images\/(.+)$/,
    manager: false,
    handle: ({ swarm, name }) => {
      if (!swarm.images.delete(withTag(name))) throw noSuchImage('', name)
      return ok([{ Untagged: withTag(name) }])
    },
  },
  {
    method: 'GET',
    path: /^\/distribution\/(.+)\/json$/,
    manager: false,
    handle: ({ settings, name }) => {
      const manifest = settings.registry.get(withTag(name))
      if (manifest === undefined) {
        throw new FakeRefusal(
          500,
          'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: connection refused',
        )
      }
      const { digest, platforms } = manifest
      const mediaType = 'application/vnd.docker.distribution.manifest.list.v2+json'
      return ok({ Descriptor: { mediaType, digest, size: 1_000 }, Platforms: platforms })
    },
  },
]

function importImage({ swarm, query }: Call): Answer {
  if (query.get('fromSrc') === null) {
    throw new FakeRefusal(404, `pull access denied for ${query.get('fromImage') ?? ''}`)
  }
  const tag = query.get('tag')
  const repo = query.get('repo') ?? ''
  swarm.images.add(withTag(tag ? `${repo}:${tag}` : repo))
  return ok({ status: 'sha256:0' })
}

function withTag(image: string): string {
  return /[:@][^/]*$/.test(image) ? image : `${image}:latest`
}

function noSuchImage(prefix: string, name: string): FakeRefusal {
  return new FakeRefusal(404, `${prefix}No such image: ${withTag(name)}`)
}
