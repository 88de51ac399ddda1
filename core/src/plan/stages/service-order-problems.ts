import { findCircles, formatCircle } from '../../order/circles.ts'
import type { Place, Problem } from '../../problem.ts'
import type { ServiceOrder } from './stages-of.ts'
import { waveOf } from './stages-of.ts'

/** Where the Compose file says what a service depends on, or its wave; undefined where nobody knows. */
export type PlaceOfService = (service: string) => {
  readonly place?: Place
  readonly path?: string
}

/**
 * What no order satisfies, by the services' names in the Compose file: a service that isn't there, one
 * of a later wave, a circle.
 */
export function serviceOrderProblems(
  services: ReadonlySet<string>,
  order: ServiceOrder,
  placeOf: PlaceOfService,
): readonly Problem[] {
  const problems: Problem[] = []
  const add = (service: string, problem: Pick<Problem, 'code' | 'message' | 'remedy'>): void => {
    problems.push({ severity: 'error', ...problem, ...placeOf(service) })
  }
  for (const service of new Set([...order.waves.keys(), ...order.serviceDependsOn.keys()])) {
    if (services.has(service)) continue
    const known = [...services].join(', ')
    add(service, {
      code: 'order-of-unknown-service',
      message: `There is no service "${service}" whose wave or dependencies could be set.`,
      remedy: `Name one of ${known}.`,
    })
  }
  const circles = findCircles(order.serviceDependsOn)
  const inCircle = new Set(circles.flatMap(({ members }) => members))
  for (const [service, needs] of order.serviceDependsOn) {
    if (!services.has(service)) continue
    for (const need of new Set(needs)) {
      if (!services.has(need)) {
        add(service, {
          code: 'depends-on-unknown-service',
          message: `The service "${service}" depends on "${need}", which this stack has not.`,
          remedy: `Name a service of this stack: ${[...services].join(', ')}.`,
        })
        continue
      }
      if (inCircle.has(service) && inCircle.has(need)) continue
      const [own, other] = [waveOf(service, order), waveOf(need, order)]
      if (other <= own) continue
      add(service, {
        code: 'depends-on-later-wave',
        message: `The service "${service}" of wave ${own} depends on "${need}" of wave ${other}, which is deployed later.`,
        remedy: `Give "${service}" a wave of ${other} or more, or "${need}" one of ${own} or less.`,
      })
    }
  }
  for (const circle of circles) {
    const [first = ''] = circle.way
    add(first, {
      code: 'dependency-circle',
      message: `Services wait for each other in a circle: ${formatCircle(circle)}.`,
      remedy: 'Remove one of these dependencies.',
    })
  }
  return problems
}
