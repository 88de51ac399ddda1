import type { DesiredState } from '../desired-state.ts'
import type { LiveNode } from '../live/live-state.ts'
import type { Problem } from '../problem.ts'
import { replicas } from '../spec/service-mode.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import { fitsNode, parseConstraint, takesTasks } from './constraint.ts'

/** Placement that the engine refuses (errors) or that no node satisfies now (warnings). */
export function placementProblems(
  desired: DesiredState,
  nodes: readonly LiveNode[],
): readonly Problem[] {
  const active = nodes.filter(takesTasks)
  return desired.services.flatMap((spec) => {
    const constraints = spec.TaskTemplate.Placement.Constraints ?? []
    const invalid = constraints.filter((text) => parseConstraint(text) === undefined)
    if (invalid.length > 0) return invalid.map((text) => invalidConstraint(spec, text))
    const fitting = active.filter((node) => fitsNode(constraints, node) !== false)
    if (fitting.length === 0) return [noNode(spec, constraints, active)]
    return [...tooFewNodes(spec, fitting), ...tooLarge(spec, fitting)]
  })
}

function warning(message: string, remedy: string): Problem {
  return { code: 'no-suitable-node', severity: 'warning', message, remedy, next: 'waiting' }
}

function invalidConstraint(spec: ServiceSpec, text: string): Problem {
  return {
    code: 'invalid-constraint',
    severity: 'error',
    message: `${spec.Name} has the placement constraint "${text}", which the engine refuses.`,
    remedy: 'Write it as "key == value" or "key != value", such as node.labels.disk == ssd.',
    next: 'stalled',
  }
}

/** Names the constraint that no node satisfies by itself, where there is one. */
function noNode(
  spec: ServiceSpec,
  constraints: readonly string[],
  active: readonly LiveNode[],
): Problem {
  const remedy = 'Label a node (docker node update --label-add), or change the constraint.'
  if (active.length === 0) return warning(`No node takes tasks of ${spec.Name} now.`, remedy)
  const alone = constraints.find((text) => active.every((node) => fitsNode([text], node) === false))
  const what =
    alone === undefined
      ? `all of its placement constraints (${constraints.join(', ')}) together`
      : `"${alone}"`
  return warning(`No node satisfies ${what} of ${spec.Name} now, so its tasks will wait.`, remedy)
}

function tooFewNodes(spec: ServiceSpec, fitting: readonly LiveNode[]): readonly Problem[] {
  const perNode = spec.TaskTemplate.Placement.MaxReplicas ?? 0
  const wanted = replicas(spec.Mode)
  if (perNode === 0 || spec.Mode.Replicated === undefined || wanted <= perNode * fitting.length) {
    return []
  }
  const room = perNode * fitting.length
  return [
    warning(
      `${spec.Name} asks for ${wanted} replicas, but at most ${perNode} a node leaves room for ${room}.`,
      'Ask for fewer replicas, raise max_replicas_per_node, or add nodes.',
    ),
  ]
}

function tooLarge(spec: ServiceSpec, fitting: readonly LiveNode[]): readonly Problem[] {
  const reserved = spec.TaskTemplate.Resources.Reservations
  const memory = reserved?.MemoryBytes ?? 0
  const cpus = reserved?.NanoCPUs ?? 0
  if (fitting.some((node) => node.memoryBytes >= memory && node.nanoCpus >= cpus)) return []
  return [
    warning(
      `${spec.Name} reserves more CPU or memory than any node that fits has, so its tasks will wait.`,
      'Reserve less, or add a larger node.',
    ),
  ]
}
