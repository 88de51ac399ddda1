import { request } from 'node:http'
import { askEngine, engineTarget } from './engine-request.ts'
import type { RegistryLogin } from './registry-login.ts'

/** Gives an image of an engine another name, `REGISTRY/NAME:TAG`, and pushes it there. */
export async function pushImage(
  host: string,
  local: string,
  image: string,
  login?: RegistryLogin,
): Promise<void> {
  const at = image.lastIndexOf(':')
  const [name, tag] = [image.slice(0, at), image.slice(at + 1)]
  await askEngine(host, 'POST', `/images/${local}/tag?repo=${name}&tag=${tag}`)
  const said = await push(host, `/images/${name}/push?tag=${tag}`, login)
  if (!said.includes('digest: sha256:')) throw new Error(`${image} could not be pushed: ${said}`)
}

/** The engine's progress, which also says what went wrong. */
function push(host: string, path: string, login: RegistryLogin | undefined): Promise<string> {
  const auth = Buffer.from(JSON.stringify(login ?? {})).toString('base64url')
  const padded = auth.padEnd(Math.ceil(auth.length / 4) * 4, '=')
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { ...engineTarget(host), method: 'POST', path, headers: { 'x-registry-auth': padded } },
      (incoming) => {
        let text = ''
        incoming.on('data', (chunk: Buffer) => (text += chunk.toString()))
        incoming.on('end', () => resolve(text))
      },
    )
    outgoing.on('error', reject)
    outgoing.end()
  })
}
