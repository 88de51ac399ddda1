import { type Adoption, type AdoptionProposal, type Loss, fileText } from '@kesako/core'
import type { AdoptAnswer, AdoptedStackView, LossView } from './adopt-view.ts'
import type { PlanView } from './plan-view.ts'

/** What came of writing stacks, as the API answers it and `kesako adopt --json` prints it. */
export function adoptAnswer(
  { adoptions, left, outside }: AdoptionProposal,
  revision?: string,
  plans: ReadonlyMap<string, PlanView> = new Map(),
): AdoptAnswer {
  return {
    committed: revision !== undefined,
    ...(revision === undefined ? {} : { revision }),
    stacks: adoptions.map((adoption) => adoptedStack(adoption, plans.get(adoption.stack))),
    left: left.map(({ adoption, ...why }) => ({
      ...why,
      losses: (adoption?.losses ?? []).map(lossView),
      notes: [...(adoption?.notes ?? [])],
      problems: [...(adoption?.problems ?? [])],
    })),
    outside: [...outside],
  }
}

function adoptedStack(
  { stack, files, losses, notes }: Adoption,
  plan: PlanView | undefined,
): AdoptedStackView {
  return {
    stack,
    files: files.map(({ path, content }) => {
      const text = fileText(content)
      return { path, bytes: content.length, ...(text === undefined ? {} : { text }) }
    }),
    losses: losses.map(lossView),
    notes: [...notes],
    ...(plan === undefined ? {} : { plan }),
  }
}

function lossView({ ref, ...loss }: Loss): LossView {
  return { kind: ref.kind, name: ref.name, ...loss }
}
