import { type GitSays, type LiveService, STACK_LABEL } from '@kesako/core'
import type { RevisionState } from '@kesako/repository'

/** What the head of the stacks repository says of a service; undefined where it can't be read. */
export function gitSays(
  service: LiveService,
  state: Pick<RevisionState, 'stacks' | 'policy'> | undefined,
): GitSays {
  const name = service.spec.Labels[STACK_LABEL]
  if (state === undefined) return { kind: 'unknown' }
  const stack = state.stacks.find((one) => one.name === name)
  if (name === undefined || stack === undefined) return { kind: 'nothing' }
  const services = stack.desired?.services ?? []
  const wanted = stack.enabled && services.some(({ Name }) => Name === service.spec.Name)
  if (!wanted) return { kind: 'unwanted', stack: name }
  return { kind: 'wanted', stack: name, selfHeal: stack.policy.selfHeal ?? state.policy.selfHeal }
}
