import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  convertStack,
  DEFAULT_STACK_POLICY,
  type DesiredState,
  loadStack,
  type LiveState,
  plan,
  type Plan,
  type PlanContext,
} from '@kesako/core'

/**
 * One cold process: loads and converts the Compose files named as arguments, then plans all of them against a swarm that
 * is what they ask for. Prints what each took as JSON, in milliseconds.
 */
const files = process.argv.slice(2).map((path) => ({ path, bytes: readFileSync(path) }))

const loadStarted = threadMs()
const desired = files.map((file, index) => converted(file, `b${index}`))
const loadMs = threadMs() - loadStarted

const live = liveOf(desired.map((one) => planned(one, nothing())))
const planStarted = threadMs()
const plans = desired.map((one) => planned(one, live))
const planMs = threadMs() - planStarted
const changes = plans.flatMap((one) => one.changes).length
process.stdout.write(JSON.stringify({ loadMs, planMs, services: live.services.length, changes }))

/** Processor time of this thread: what passes on a machine that does nothing else. */
function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

function converted(file: { readonly path: string; readonly bytes: Uint8Array }, stack: string) {
  const loaded = loadStack({
    stack,
    sources: [file],
    variables: new Map(),
    origin: { kind: 'revision' },
    policy: DEFAULT_STACK_POLICY,
  })
  const result = convertStack(loaded, new Map())
  if (result.desired === undefined) throw new Error(JSON.stringify(result.problems))
  return result.desired
}

function planned(one: DesiredState, live: LiveState): Plan {
  const context: PlanContext = {
    ownership: { repository: 'bench', inputsDigest: one.stack },
    policy: DEFAULT_STACK_POLICY,
    images: new Map(),
    digests: { config: sha256, secret: sha256 },
    equalSecrets: new Set(),
    pruneUnlabelled: true,
  }
  return plan(one, live, context)
}

function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex')
}

function nothing(): LiveState {
  return { services: [], tasks: [], nodes: [], networks: [], secrets: [], configs: [] }
}

/** What the engine would say after these plans of creates. */
function liveOf(plans: readonly Plan[]): LiveState {
  const objects = plans.flatMap(({ changes }) =>
    changes.flatMap((change) => (change.action === 'create' ? [change.object] : [])),
  )
  const at = '2026-01-01T00:00:00.000Z'
  return {
    ...nothing(),
    networks: objects.flatMap((object) =>
      object.kind !== 'network'
        ? []
        : {
            id: object.spec.Name,
            name: object.spec.Name,
            driver: 'overlay',
            scope: 'swarm',
            internal: false,
            attachable: false,
            ingress: false,
            options: {},
            ipamDriver: 'default',
            subnets: [],
            labels: object.spec.Labels ?? {},
          },
    ),
    services: objects.flatMap((object) =>
      object.kind !== 'service'
        ? []
        : {
            id: object.spec.Name,
            version: 1,
            createdAt: at,
            updatedAt: at,
            spec: object.spec,
            hasPrevious: false,
            ports: [],
          },
    ),
  }
}
