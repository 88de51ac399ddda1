import {
  call,
  type AnswerOf,
  type DeploymentDetails,
  type PlanView,
  type SessionView,
  type StackList,
} from '@kesako/contract'
import { fetchSend } from './send.ts'

const send = fetchSend((input, init) => fetch(input, init))

/** Exchanges a login secret or a token for a session cookie. */
export function login(secret: string): Promise<SessionView> {
  return call(send, 'login', { body: { secret } })
}

export function logout(): Promise<void> {
  return call(send, 'logout', {})
}

export function getSession(signal?: AbortSignal): Promise<SessionView> {
  return call(send, 'getSession', signal === undefined ? {} : { signal })
}

export function listStacks(signal?: AbortSignal): Promise<StackList> {
  return call(send, 'listStacks', { query: {}, ...(signal === undefined ? {} : { signal }) })
}

export function planStack(name: string, signal?: AbortSignal): Promise<PlanView> {
  return call(send, 'planStack', { params: { name }, ...(signal === undefined ? {} : { signal }) })
}

export function getDeployment(id: string, signal?: AbortSignal): Promise<DeploymentDetails> {
  return call(send, 'getDeployment', {
    params: { id },
    ...(signal === undefined ? {} : { signal }),
  })
}

/** Deploys now; the answer doesn't wait for the end. */
export function syncStack(name: string): Promise<AnswerOf<'syncStack'>> {
  return call(send, 'syncStack', { params: { name }, query: {} })
}
