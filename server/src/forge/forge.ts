import type { Actor } from '@kesako/core'
import type { Clock, Log, Runner } from '@kesako/deploy'
import type { StacksRepository } from '@kesako/repository'
import { PassThrough, pipeline, type Readable } from 'node:stream'
import type { Audit } from '../audit/audit.ts'
import { headerCredential } from '../auth/credential.ts'
import { authenticate, requireRole, type Authentication, type Identity } from '../auth/identity.ts'
import { startPass } from '../change/write-stack.ts'
import type { AppContext, AppMiddleware } from '../http/app-state.ts'
import { RequestProblem } from '../http/request-problem.ts'
import {
  FORGE_PATH,
  forgeRequest,
  protocolVersion,
  roleFor,
  type ForgeRequest,
} from './forge-request.ts'
import { startService, type RunningService } from './git-service.ts'
import { answerHook } from './hook-channel.ts'
import { judgePush, type JudgeParts } from './judge-push.ts'
import { FLUSH_PACKET, packetLine } from './packet-line.ts'
import { boundedBody } from './request-body.ts'

export interface ForgeParts {
  readonly authentication: Authentication
  readonly audit: Audit
  readonly repository: StacksRepository
  readonly quarantine: JudgeParts['quarantine']
  readonly runner: Runner
  readonly log: Log
  readonly clock: Clock
  readonly git: string
  readonly maxPushBytes: number
}

/** Git processes that serve clients at the same time. */
const MAX_SERVICES = 16
/** What a client sends to fetch is small, however large the repository. */
const MAX_FETCH_REQUEST = 16 * 1024 * 1024
/** So that git's own message about a push that is too large comes first. */
const SLACK = 4 * 1024 * 1024

/** The embedded forge: clone, fetch and push by smart HTTP, with tokens and never with cookies. */
export function createForge(parts: ForgeParts): AppMiddleware {
  const running = new Set<RunningService>()
  return async (context, next) => {
    const { path } = context
    if (path !== FORGE_PATH && !path.startsWith(`${FORGE_PATH}/`)) return next()
    const credential = headerCredential(context.get('Authorization') || undefined)
    const identity = authenticate(parts.authentication, credential, context.state.origin.address)
    context.state.by = identity.name
    const { remote } = parts.repository
    if (remote !== undefined) throw elsewhere(remote.url)
    const request = forgeRequest(context.method, path, context.URL.searchParams)
    if (request === undefined) throw notGit()
    requireRole(identity, roleFor(request.service))
    checkMediaType(context, request)
    if (running.size >= MAX_SERVICES) throw tooBusy()
    const protocol = protocolOf(request, context.get('Git-Protocol') || undefined)
    const service = startService({ ...parts, path: parts.repository.path }, request, protocol)
    running.add(service)
    const forget = (): unknown => running.delete(service)
    service.ended.then(forget, forget)
    try {
      await exchange(parts, context, request, service, identity)
    } catch (error) {
      service.kill()
      throw error
    }
    context.type = `application/x-git-${request.service}-${request.step === 'advertise' ? 'advertisement' : 'result'}`
    context.body = withHeading(service.output, request, protocol)
  }
}

/** Feeds the request to the service, and returns when the service begins to answer. */
async function exchange(
  parts: ForgeParts,
  context: AppContext,
  request: ForgeRequest,
  service: RunningService,
  identity: Identity,
): Promise<void> {
  const begun = once(service.output)
  if (request.step === 'advertise') {
    service.input.end()
    return settle(begun, service)
  }
  const { origin } = context.state
  const url = `${origin.secure ? 'https' : 'http'}://${origin.host}`
  listenToHook(parts, service, identity, { url, address: origin.address })
  const limit = request.service === 'receive-pack' ? parts.maxPushBytes + SLACK : MAX_FETCH_REQUEST
  const body = boundedBody(context.req, limit)
  const broken = Promise.withResolvers<never>()
  body.on('error', (error) => {
    service.kill()
    broken.reject(error)
  })
  // Only a request that was cut short ends the service: a push that is here as a whole goes through.
  context.req.on('close', () => {
    if (!context.req.complete)
      body.destroy(new RequestProblem('request-invalid', 'The request was cut short.'))
  })
  // What the service doesn't want to hear any more is read to its end, so that its answer is heard.
  service.input.on('error', () => body.unpipe(service.input).resume())
  body.pipe(service.input)
  return settle(Promise.race([begun, broken.promise]), service)
}

/** Judges the push when its hook asks, and starts a pass as soon as the branch has moved. */
function listenToHook(
  parts: ForgeParts,
  service: RunningService,
  caller: Identity,
  { url, address }: { readonly url: string; readonly address: string },
): void {
  const actor: Actor = { name: caller.name, via: 'push' }
  if (service.channel === undefined) return
  const branch = `refs/heads/${parts.repository.branch}`
  let taken = false
  answerHook(service.channel, async (message) => {
    // The swarm is read while the push is judged and git moves the branch.
    if (message.updates.some(({ ref }) => ref === branch)) parts.runner.anticipate()
    const verdict = await judgePush({ ...parts, caller, url }, message)
    const refs = message.updates.map(({ ref }) => ref)
    parts.log.info(verdict.accepted ? 'push taken' : 'push refused', { by: actor.name, refs })
    void parts.audit({
      action: 'push',
      identity: caller,
      address,
      target: { refs: refs.slice(0, 20).join(' ') },
      result: verdict.accepted ? 'done' : 'push-refused',
    })
    taken = verdict.accepted && refs.includes(branch)
    return verdict
  })
  const finish = (): void => {
    service.channel?.destroy()
    if (taken) startPass(parts, actor)
  }
  service.ended.then(finish, finish)
}

async function settle(begun: Promise<unknown>, service: RunningService): Promise<void> {
  await Promise.race([begun, service.ended.then(() => begun)])
}

/** Resolves when a stream has something to read, or ended. */
function once(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    stream.once('readable', resolve)
    stream.once('end', resolve)
    stream.once('error', () => resolve())
  })
}

/** Refs are announced with the service's name in front, except in version 2 of the protocol. */
function withHeading(
  output: Readable,
  request: ForgeRequest,
  protocol: string | undefined,
): Readable {
  if (request.step === 'call' || protocol?.startsWith('version=2') === true) return output
  const answer = new PassThrough()
  answer.write(`${packetLine(`# service=git-${request.service}\n`)}${FLUSH_PACKET}`)
  // A client that goes away ends the service too, which would else wait for a reader.
  return pipeline(output, answer, () => {})
}

/** Pushing has no version 2; it is spoken as if the client hadn't asked for it. */
function protocolOf({ service }: ForgeRequest, header: string | undefined): string | undefined {
  const version = protocolVersion(header)
  return service === 'receive-pack' && version?.startsWith('version=2') === true
    ? undefined
    : version
}

function checkMediaType(context: AppContext, { step, service }: ForgeRequest): void {
  if (step === 'advertise') return
  const type = `application/x-git-${service}-request`
  if (context.get('Content-Type') === type) return
  throw new RequestProblem('media-type-unknown', `This address takes ${type}.`)
}

function elsewhere(url: string): RequestProblem {
  const detail = `The stacks repository is ${url}, and this server only mirrors it.`
  const remedy = `Clone ${url} and push there; this server follows.`
  return new RequestProblem('repository-elsewhere', detail, { remedy })
}

function notGit(): RequestProblem {
  const remedy = `Use it as a remote: git clone with the address that ends in ${FORGE_PATH}.`
  return new RequestProblem('route-unknown', 'Only Git talks to this address.', { remedy })
}

function tooBusy(): RequestProblem {
  const detail = `${MAX_SERVICES} Git requests run already.`
  return new RequestProblem('too-busy', detail, {}, { 'Retry-After': '5' })
}
