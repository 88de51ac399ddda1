import { LEASE_PREFIX } from './lease-prefix.ts'
import { askEngine } from '../lab/index.ts'
import { composeFile } from './compose.ts'
import { dockerStackDeploy } from './docker-stack-deploy.ts'
import { type SwarmObject, swarmObjects } from './swarm-objects.ts'
import { swarmView } from './swarm-view.ts'

/** What on a swarm isn't Kesako's: a line for each object and for each task, sorted. */
export interface ForeignObjects {
  /** `service foreign_web ID VERSION`. */
  readonly objects: readonly string[]
  /** `foreign_web ID`, of tasks that are meant to run. */
  readonly tasks: readonly string[]
}

/** Puts on a swarm what others put there: a stack by the docker CLI; a network, a secret and a config of no stack. */
export async function makeForeignObjects(host: string): Promise<void> {
  const top = 'configs:\n  conf:\n    external: true\n    name: foreign-config'
  await askEngine(host, 'POST', '/networks/create', { Name: 'foreign-network', Driver: 'overlay' })
  const data = Buffer.from('foreign').toString('base64')
  await askEngine(host, 'POST', '/secrets/create', { Name: 'foreign-secret', Data: data })
  await askEngine(host, 'POST', '/configs/create', { Name: 'foreign-config', Data: data })
  const web = { more: 'configs:\n  - source: conf\n    target: /conf' }
  await dockerStackDeploy(host, 'foreign', composeFile({ web, worker: {} }, top))
}

/** All that bears no repository, as it is now. */
export async function foreignObjects(host: string): Promise<ForeignObjects> {
  const [objects, view] = await Promise.all([swarmObjects(host), swarmView(host)])
  const foreign = objects.filter(isForeign)
  return {
    objects: foreign
      .map(({ kind, name, id, version }) => `${kind} ${name} ${id} ${version}`)
      .toSorted(),
    tasks: foreign
      .filter(({ kind }) => kind === 'service')
      .flatMap(({ name }) => (view.tasks[name] ?? []).map((id) => `${name} ${id}`))
      .toSorted(),
  }
}

function isForeign({ repository, name }: SwarmObject): boolean {
  return repository === undefined && !name.startsWith(LEASE_PREFIX)
}
