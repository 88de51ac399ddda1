import type { Actor } from '@kesako/core'
import type { PassResult } from './deploy-api.ts'

/** Somebody wants a pass. */
export interface PassRequest {
  readonly actor: Actor
  /** Stacks to look at; all when undefined. */
  readonly stacks?: readonly string[]
  /** Stacks whose deployments the answer waits for; default: those looked at. */
  readonly follow?: readonly string[]
  /** Repeat failed attempts and repair drift of these stacks. */
  readonly asked: boolean
  readonly confirmRemovals: boolean
  /** Ask registries again for every image. */
  readonly resolveImages: boolean
  readonly resolve: (result: PassResult) => void
}

/** Several requests as one pass. */
export interface Wishes {
  readonly actor: Actor
  looksAt(stack: string): boolean
  asks(stack: string): boolean
  confirms(stack: string): boolean
  resolvesImages(stack: string): boolean
}

function names(request: PassRequest, stack: string): boolean {
  return request.stacks === undefined || request.stacks.includes(stack)
}

export function combine(requests: readonly PassRequest[]): Wishes {
  const person = requests.find((one) => one.actor.via !== 'timer') ?? requests[0]
  return {
    actor: person?.actor ?? { name: 'kesako', via: 'timer' },
    looksAt: (stack) => requests.some((one) => names(one, stack)),
    asks: (stack) => requests.some((one) => one.asked && names(one, stack)),
    resolvesImages: (stack) => requests.some((one) => one.resolveImages && names(one, stack)),
    confirms: (stack) => requests.some((one) => one.confirmRemovals && names(one, stack)),
  }
}
