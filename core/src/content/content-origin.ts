import { EXTERNAL_LABEL, REPOSITORY_LABEL, STACK_LABEL } from '../labels.ts'
import type { Labels } from '../spec/service-spec.ts'

/** Who made a secret or config. */
export type ContentOrigin =
  /** A person, through Kesako, for stacks to name as external. */
  | { readonly kind: 'kesako' }
  /** A stack that a Kesako deployed: it comes and goes with the stack. */
  | { readonly kind: 'stack'; readonly stack: string }
  /** Somebody else; `stack` where a stack that Kesako doesn't manage has it. */
  | { readonly kind: 'other'; readonly stack?: string }

export function contentOrigin(labels: Labels): ContentOrigin {
  const stack = labels[STACK_LABEL]
  if (stack === undefined) {
    return labels[EXTERNAL_LABEL] === undefined ? { kind: 'other' } : { kind: 'kesako' }
  }
  return labels[REPOSITORY_LABEL] === undefined
    ? { kind: 'other', stack }
    : { kind: 'stack', stack }
}
