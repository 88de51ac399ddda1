import type { NodeView } from '@kesako/contract'
import { isWanted, type LiveNode, type LiveTask } from '@kesako/core'

/** The swarm's nodes as they go over the wire, with how many of the tasks placed there run. */
export function nodeViews(
  nodes: readonly LiveNode[],
  tasks: readonly LiveTask[],
): readonly NodeView[] {
  const byNode = Map.groupBy(tasks.filter(isWanted), ({ nodeId }) => nodeId)
  return nodes
    .map((node) => nodeView(node, byNode.get(node.id) ?? []))
    .toSorted((a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1))
}

function nodeView(node: LiveNode, wanted: readonly LiveTask[]): NodeView {
  const running = node.state === 'down' ? [] : wanted.filter(({ state }) => state === 'running')
  return {
    id: node.id,
    name: node.hostname,
    role: node.role,
    leader: node.leader,
    availability: node.availability,
    state: node.state,
    address: node.address,
    engineVersion: node.engineVersion,
    labels: node.labels,
    cpus: node.nanoCpus / 1e9,
    memoryBytes: node.memoryBytes,
    tasks: { running: running.length, wanted: wanted.length },
  }
}
