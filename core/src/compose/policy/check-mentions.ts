import { findCircles, formatCircle } from '../../order/circles.ts'
import { type Report, reportError } from '../report.ts'
import { nearestKey } from '../schema/nearest-key.ts'
import type { Mention, PolicyPart } from './policy-part.ts'

/** Reports services that the stack doesn't have, a stack that waits for itself, and services that wait in a circle. */
export function checkMentions(
  parts: readonly PolicyPart[],
  stack: string,
  services: ReadonlySet<string>,
  report: Report,
): void {
  for (const mention of parts.flatMap((part) => part.mentions)) {
    if (mention.of === 'stack') checkStack(mention, stack, report)
    else if (!services.has(mention.name)) refuseService(mention, services, report)
  }
  const needs = new Map(
    parts.flatMap(({ service, needs: list }) =>
      service === undefined || list === undefined ? [] : [[service, list] as const],
    ),
  )
  const [circle] = findCircles(needs)
  const [first, next = first] = circle?.way ?? []
  if (circle === undefined || first === undefined) return
  const edge = parts
    .find(({ service }) => service === first)
    ?.mentions.find(({ of, name }) => of === 'service' && name === next)
  if (edge === undefined) return
  const alone = circle.way.length === 1
  reportError(report, {
    code: 'depends-in-a-circle',
    message: alone
      ? `the service "${first}" waits for itself`
      : `services wait for each other in a circle: ${formatCircle(circle)}`,
    remedy: alone ? 'Remove it.' : 'Remove one of these from dependsOn.',
    place: edge.place,
    path: edge.path,
  })
}

function checkStack(mention: Mention, stack: string, report: Report): void {
  if (mention.name !== stack) return
  reportError(report, {
    code: 'depends-in-a-circle',
    message: `the stack "${stack}" waits for itself`,
    remedy: 'Remove it.',
    place: mention.place,
    path: mention.path,
  })
}

function refuseService(mention: Mention, services: ReadonlySet<string>, report: Report): void {
  const names = [...services]
  const nearest = nearestKey(mention.name, names)
  const few = names.length > 0 && names.length <= 12
  reportError(report, {
    code: 'undefined-service',
    message: `the stack has no service "${mention.name.slice(0, 80)}"`,
    remedy:
      nearest !== undefined
        ? `Did you mean "${nearest}"?`
        : few
          ? `Its services are ${names.join(', ')}.`
          : 'Write the name of a service of this stack.',
    place: mention.place,
    path: mention.path,
  })
}
