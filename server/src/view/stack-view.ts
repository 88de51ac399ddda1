import type { CommitView, SourceView, StackView } from '@kesako/contract'
import { summarizeChanges } from '@kesako/core'
import type { StackStatus } from '@kesako/deploy'
import type { CommitInfo, StackAtRevision } from '@kesako/repository'
import { stackEtag } from './etag.ts'

/** A stack's status as it goes over the wire. */
export function stackView(status: StackStatus, commit: CommitInfo | undefined): StackView {
  const { source, lastDeployment } = status
  return {
    name: status.name,
    managed: status.managed,
    enabled: status.enabled,
    sync: status.sync,
    syncReason: status.syncReason,
    health: status.health,
    healthReason: status.healthReason,
    tasks: status.tasks,
    services: status.services.map(({ id, name, image, mode, tasks, health, reason }) => ({
      ...(id === undefined ? {} : { id }),
      name,
      image,
      mode,
      tasks,
      health,
      healthReason: reason,
    })),
    changes: status.plan === undefined ? [] : summarizeChanges(status.plan),
    problems: status.problems,
    ...(source === undefined
      ? {}
      : { source: sourceView(source, commit), etag: stackEtag(source.inputsDigest) }),
    ...(source?.definition === undefined ? {} : { definition: source.definition }),
    ...(lastDeployment === undefined ? {} : { lastDeployment }),
    deploying: status.deploying,
    ...(status.paused === undefined ? {} : { paused: status.paused }),
  }
}

function sourceView(source: StackAtRevision, commit: CommitInfo | undefined): SourceView {
  return {
    ...(source.composePath === undefined ? {} : { composePath: source.composePath }),
    ...(source.settingsPath === undefined ? {} : { settingsPath: source.settingsPath }),
    inputs: source.inputs,
    inputsDigest: source.inputsDigest,
    ...(commit === undefined ? {} : { commit: commitView(commit) }),
  }
}

export function commitView({ revision, author, date, subject }: CommitInfo): CommitView {
  return { revision, author, date, subject }
}
