import type { ContentView } from '@kesako/contract'
import {
  type Content,
  contentOrigin,
  type ContentUsers,
  isSecretName,
  type Labels,
  REDACTED,
  redactText,
} from '@kesako/core'

/** A secret or config as it goes over the wire: its value never does. */
export function contentView(content: Content, usedBy: ContentUsers): ContentView {
  const { id, name, labels, createdAt, updatedAt } = content
  const origin = contentOrigin(labels)
  const stack = origin.kind === 'kesako' ? undefined : origin.stack
  return {
    id,
    name,
    labels: shown(labels),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
    origin: origin.kind,
    ...(stack === undefined ? {} : { stack }),
    usedBy,
  }
}

/** Labels are for everybody to read; what looks like a secret in one isn't. */
function shown(labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [
      key,
      isSecretName(key) ? REDACTED : redactText(value),
    ]),
  )
}
