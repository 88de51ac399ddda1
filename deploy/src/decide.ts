import type { Deployment } from '@kesako/core'
import { isTransient } from './deployment-error.ts'
import { mayNotRun } from './stack-facts.ts'

/** Everything that decides what happens to one stack in a pass. */
export interface StackFacts {
  /** What the revision says of it; `absent` when it doesn't name it. */
  readonly wanted: 'enabled' | 'disabled' | 'broken' | 'absent'
  /** Digest of its inputs at the revision; empty when absent. */
  readonly inputsDigest: string
  readonly revision: string
  /** Something on the swarm bears our repository's label. */
  readonly owned: boolean
  /** Newest entry of the journal; those that this process runs are not asked about. */
  readonly newest?: Deployment
  /** Inputs digest that all its services bear; undefined when they differ or there is none. */
  readonly liveDigest?: string
  /** The plan of these inputs against live; undefined until somebody needs it. */
  readonly plan?: 'empty' | 'held' | 'changes' | 'drift-beside-holds'
  /** Self-heal of the stack, else of the repository. */
  readonly selfHeal: boolean
  /** Of the repository: a stack that no file names any more is removed. */
  readonly prune: boolean
  /** A person confirmed its removal. */
  readonly confirmed: boolean
  /** A person asked for it by name or for all. */
  readonly asked: boolean
  /** A person wants registries to be asked again, of whose answer nothing is known yet. */
  readonly resolveImages: boolean
  /** The back-off of a transient failure is over. */
  readonly retryDue: boolean
  /** What the failed attempt missed outside of the repository is there now. */
  readonly cured: boolean
}

/** What a pass does about one stack. */
export type Verdict =
  | { readonly kind: 'nothing' }
  /** Say it again with `plan` filled in. */
  | { readonly kind: 'compare' }
  /** `evenIfEmpty`: converge and record although there may be nothing to write. */
  | {
      readonly kind: 'deploy'
      readonly because: 'inputs' | 'self-heal' | 'asked'
      readonly evenIfEmpty: boolean
      readonly cutOff?: Deployment
    }
  | { readonly kind: 'resume'; readonly entry: Deployment }
  | { readonly kind: 'remove'; readonly cutOff?: Deployment }
  | { readonly kind: 'resume-removal'; readonly entry: Deployment }
  | { readonly kind: 'broken'; readonly cutOff?: Deployment }
  | { readonly kind: 'failed-before'; readonly entry: Deployment }
  | { readonly kind: 'held' }
  | { readonly kind: 'drifted' }

const NOTHING: Verdict = { kind: 'nothing' }

/** Pure: one stack's facts in, what to do out. */
export function decide(facts: StackFacts): Verdict {
  switch (facts.wanted) {
    case 'enabled':
      return decideEnabled(facts)
    case 'broken':
      return decideBroken(facts)
    case 'disabled':
    case 'absent':
      return decideUnwanted(facts)
  }
}

function cutOffOf(facts: StackFacts): { readonly cutOff?: Deployment } {
  const { newest } = facts
  return newest !== undefined && newest.end === undefined ? { cutOff: newest } : {}
}

function decideEnabled(facts: StackFacts): Verdict {
  const { newest } = facts
  if (newest === undefined) {
    if (facts.liveDigest === facts.inputsDigest) return decideDrift(facts)
    return { kind: 'deploy', because: 'inputs', evenIfEmpty: false }
  }
  const sameInputs = newest.action === 'deploy' && newest.inputsDigest === facts.inputsDigest
  if (newest.end === undefined && sameInputs) return { kind: 'resume', entry: newest }
  if (!sameInputs) {
    const evenIfEmpty = mayNotRun(newest)
    return { kind: 'deploy', because: 'inputs', evenIfEmpty, ...cutOffOf(facts) }
  }
  const outcome = newest.end?.outcome
  switch (outcome) {
    case 'deployed':
    case 'unchanged':
      return decideDrift(facts)
    case 'failed':
      return decideFailed(facts, newest)
    case 'held':
      // It is tried in every pass: the stack that it waits for may be healthy now.
      if (newest.end?.code !== 'waits-for-stack') return decideHeld(facts)
      return { kind: 'deploy', because: 'inputs', evenIfEmpty: true }
    case 'superseded':
    case 'interrupted':
    case 'removed':
    case undefined:
      return { kind: 'deploy', because: 'inputs', evenIfEmpty: true }
  }
}

function decideDrift(facts: StackFacts): Verdict {
  if (facts.resolveImages) return { kind: 'deploy', because: 'asked', evenIfEmpty: false }
  if (facts.plan === undefined) return { kind: 'compare' }
  switch (facts.plan) {
    case 'empty':
      return NOTHING
    case 'held':
      return { kind: 'held' }
    case 'changes':
    case 'drift-beside-holds':
      if (facts.asked) return { kind: 'deploy', because: 'asked', evenIfEmpty: false }
      if (facts.selfHeal) return { kind: 'deploy', because: 'self-heal', evenIfEmpty: false }
      return { kind: 'drifted' }
  }
}

/** An attempt isn't repeated until inputs change, somebody asks, or its reason may have passed. */
function decideFailed(facts: StackFacts, newest: Deployment): Verdict {
  if (facts.asked) return { kind: 'deploy', because: 'asked', evenIfEmpty: true }
  const { code } = newest.end ?? {}
  const again =
    (isTransient(code) && facts.retryDue) ||
    ((code === 'external-missing' || code === 'image-access-denied') && facts.cured) ||
    // The same inputs are sound now: what was wrong was another stack that they name.
    code === 'inputs-broken'
  if (again) return { kind: 'deploy', because: 'inputs', evenIfEmpty: true }
  return { kind: 'failed-before', entry: newest }
}

/** What was held may be free now; what was applied beside it has only drifted. */
function decideHeld(facts: StackFacts): Verdict {
  if (facts.plan === undefined) return { kind: 'compare' }
  if (facts.plan === 'held' || facts.plan === 'drift-beside-holds') return decideDrift(facts)
  return { kind: 'deploy', because: 'inputs', evenIfEmpty: facts.plan === 'empty' }
}

function decideBroken(facts: StackFacts): Verdict {
  const { newest } = facts
  const told = newest?.end?.code === 'inputs-broken' && newest.inputsDigest === facts.inputsDigest
  if (told && !facts.asked) return { kind: 'failed-before', entry: newest }
  return { kind: 'broken', ...cutOffOf(facts) }
}

function decideUnwanted(facts: StackFacts): Verdict {
  const { newest } = facts
  const kept = facts.wanted === 'absent' && !facts.prune && !facts.confirmed
  if (newest !== undefined && newest.end === undefined) {
    if (newest.action === 'remove') return { kind: 'resume-removal', entry: newest }
    return kept ? { kind: 'held' } : { kind: 'remove', cutOff: newest }
  }
  if (!facts.owned) return NOTHING
  if (kept) return { kind: 'held' }
  const failedHere =
    newest?.action === 'remove' &&
    newest.end?.outcome === 'failed' &&
    newest.revision === facts.revision
  if (failedHere && !facts.asked && !(isTransient(newest.end?.code) && facts.retryDue)) {
    return { kind: 'failed-before', entry: newest }
  }
  return { kind: 'remove' }
}
