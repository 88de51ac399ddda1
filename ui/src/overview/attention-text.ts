import type { DeploymentView, StackView } from '@kesako/contract'
import { syncWord } from '../states/sync-word.ts'
import { healthLooks, syncLooks, type StateLook } from '../states/vocabulary.ts'
import { ago, duration } from '../time/age.ts'
import type { Attention, AttentionKind } from './attention.ts'
import { count, sentence } from './words.ts'

export interface AttentionText {
  readonly look: StateLook
  /** Service in front of the reason, where the reason is one service's. */
  readonly service: string | undefined
  readonly reason: string
  /** When, and since what. */
  readonly meta: string
  /** What the one button says. */
  readonly button: string
}

/** The words of one line of the list. `now` in milliseconds since 1970. */
export function attentionText({ stack, kind }: Attention, now: number): AttentionText {
  const { service, reason } = reasonOf(stack, kind)
  return {
    look: lookOf(stack, kind),
    service,
    reason: sentence(reason),
    meta: metaOf(stack, kind, now),
    button: buttonOf(kind),
  }
}

function lookOf(stack: StackView, kind: AttentionKind): StateLook {
  switch (kind) {
    case 'missing':
    case 'degraded':
      return healthLooks[kind]
    case 'broken':
      return { ...syncLooks.held, word: 'Broken files', sentence: 'A file of it has an error.' }
    case 'unknown':
      return syncWord(stack) === 'unknown' ? syncLooks.unknown : healthLooks.unknown
    case 'failed':
    case 'drifted':
    case 'held':
    case 'out-of-sync':
      return syncLooks[kind]
  }
}

function reasonOf(
  stack: StackView,
  kind: AttentionKind,
): { readonly service: string | undefined; readonly reason: string } {
  switch (kind) {
    case 'missing':
    case 'degraded': {
      const service = stack.services.find((candidate) => candidate.health === kind)
      return service === undefined || service.healthReason === ''
        ? { service: undefined, reason: stack.healthReason || healthLooks[kind].sentence }
        : ofService(stack.name, service)
    }
    case 'failed':
      return plain(stack.lastDeployment?.end?.reason ?? stack.syncReason)
    case 'broken':
      return plain(brokenReason(stack))
    case 'unknown':
      return plain(
        stack.sync === 'unknown'
          ? stack.syncReason || syncLooks.unknown.sentence
          : stack.healthReason || healthLooks.unknown.sentence,
      )
    case 'drifted':
    case 'held':
    case 'out-of-sync':
      return plain(stack.syncReason || syncLooks[kind].sentence)
  }
}

/** The service stands in front already, so its reason needn't begin with its name. */
function ofService(
  stack: string,
  { name, healthReason }: StackView['services'][number],
): { readonly service: string; readonly reason: string } {
  const prefix = `Service ${name}: `
  const reason = healthReason.startsWith(prefix) ? healthReason.slice(prefix.length) : healthReason
  return { service: shortName(stack, name), reason }
}

/** A service's name without its stack: `api` for `billing_api`. */
export function shortName(stack: string, service: string): string {
  return service.startsWith(`${stack}_`) ? service.slice(stack.length + 1) : service
}

function brokenReason(stack: StackView): string {
  const problem = stack.problems.find(({ severity }) => severity === 'error')
  if (problem === undefined) return stack.syncReason
  const place = problem.place
  const where = place === undefined ? '' : `${place.file}:${place.line}:${place.column}: `
  return `${where}${problem.message}`
}

function metaOf(stack: StackView, kind: AttentionKind, now: number): string {
  const parts = [firstPart(stack, kind, now), changesPart(stack, kind)]
  return parts.filter((part) => part !== '').join(' · ')
}

function firstPart(stack: StackView, kind: AttentionKind, now: number): string {
  const last = stack.lastDeployment
  const commit = stack.source?.commit
  if (kind === 'failed' && last?.end !== undefined) return gaveUp(last, now)
  if ((kind === 'broken' || kind === 'out-of-sync') && commit !== undefined) {
    return `Commit ${commit.revision.slice(0, 7)} by ${commit.author}, ${ago(commit.date, now)}`
  }
  if (last?.end === undefined) return ''
  const outcome = last.end.outcome === 'failed' ? 'Deployment failed' : 'Deployed'
  return `${outcome} ${ago(last.end.endedAt, now)} by ${last.actor.name}`
}

function gaveUp(last: DeploymentView, now: number): string {
  const ended = last.end?.endedAt ?? last.startedAt
  const took = duration(Date.parse(ended) - Date.parse(last.startedAt))
  return `Deployment of ${last.revision.slice(0, 7)} ended after ${took}, ${ago(ended, now)}`
}

function changesPart(stack: StackView, kind: AttentionKind): string {
  if (kind === 'missing' || kind === 'degraded' || stack.changes.length === 0) return ''
  const restarts = stack.changes.filter(({ restarts }) => restarts).length
  const effect = restarts === 0 ? 'no task restarts' : `restarts ${count(restarts, 'service')}`
  return `${count(stack.changes.length, 'change')}, ${effect}`
}

function plain(reason: string): { readonly service: undefined; readonly reason: string } {
  return { service: undefined, reason }
}

function buttonOf(kind: AttentionKind): string {
  switch (kind) {
    case 'drifted':
      return 'Show drift'
    case 'held':
    case 'out-of-sync':
      return 'Show plan'
    case 'missing':
    case 'degraded':
    case 'failed':
    case 'broken':
    case 'unknown':
      return 'See why'
  }
}
