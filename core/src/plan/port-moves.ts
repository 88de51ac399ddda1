import type { DesiredState } from '../desired-state.ts'
import type { LiveState } from '../live/live-state.ts'
import { findCircles, formatCircle } from '../order/circles.ts'
import type { Problem } from '../problem.ts'
import type { PortConfig, ServiceSpec } from '../spec/service-spec.ts'
import { compareText } from './compare-text.ts'
import { stageNumbers, stagesOf, stageTitle, type ServiceOrder } from './stages/stages-of.ts'

interface Move {
  readonly port: string
  readonly from: string
  readonly to: string
}

/**
 * Published ports that go from one service of the stack to another in a way that the engine can't follow: two that
 * exchange theirs, or one that gets its port in an earlier stage than the other gives it up. Any other move is done by
 * writing first what gives up.
 */
export function portMoves(
  desired: DesiredState,
  live: LiveState,
  order: ServiceOrder,
): readonly Problem[] {
  const moves = movesOf(desired, live)
  if (moves.length === 0) return []
  const stages = stagesOf(desired, order)
  const numbers = stageNumbers(stages)
  const stage = (name: string): number => numbers.get(name) ?? 1
  const tooLate = moves
    .filter(({ from, to }) => stage(from) > stage(to))
    .map(({ port, from, to }) =>
      problem(
        `${to} gets the port ${port} in ${stageTitle(stages, stage(to))}, and ${from} gives it up only in ${stageTitle(stages, stage(from))}.`,
        'Put both into one wave, or move the port in two commits: first give it up, then publish it.',
      ),
    )
  const together = moves.filter(({ from, to }) => stage(from) === stage(to))
  const needs = Map.groupBy(together, ({ to }) => to)
  const edges = new Map(
    [...new Set(together.flatMap(({ from, to }) => [from, to]))]
      .toSorted(compareText)
      .map((name) => [name, (needs.get(name) ?? []).map(({ from }) => from)]),
  )
  const exchanged = findCircles(edges).map((circle) =>
    problem(
      `The services ${formatCircle(circle)} exchange published ports, and the engine lets none of them be the first.`,
      'Do it in two commits: first publish one of them on another port, then on the one that is meant.',
    ),
  )
  return [...tooLate, ...exchanged]
}

function movesOf(desired: DesiredState, live: LiveState): readonly Move[] {
  const names = new Set(desired.services.map(({ Name }) => Name))
  const before = new Map(
    live.services
      .filter(({ spec }) => names.has(spec.Name))
      .map(({ spec }) => [spec.Name, published(spec)]),
  )
  const after = new Map(desired.services.map((spec) => [spec.Name, published(spec)]))
  return [...after].flatMap(([to, ports]) =>
    [...ports].flatMap(([port, host]): readonly Move[] => {
      if (before.get(to)?.has(port) === true) return []
      const holder = [...before].find(([from, held]) => {
        const given = held.get(port)
        return from !== to && given !== undefined && !(host && given)
      })
      return holder === undefined ? [] : [{ port, from: holder[0], to }]
    }),
  )
}

/** `80/tcp` with whether it is a port of the node, which two services may have. */
function published(spec: ServiceSpec): ReadonlyMap<string, boolean> {
  return new Map(
    (spec.EndpointSpec?.Ports ?? [])
      .filter(({ PublishedPort }: PortConfig) => (PublishedPort ?? 0) > 0)
      .map((port) => [
        `${port.PublishedPort}/${port.Protocol || 'tcp'}`,
        port.PublishMode === 'host',
      ]),
  )
}

function problem(message: string, remedy: string): Problem {
  return { code: 'port-moves', severity: 'error', message, remedy, next: 'stalled' }
}
