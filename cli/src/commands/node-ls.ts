import type { NodeView } from '@kesako/contract'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { neededServer } from '../input/needed-server.ts'
import { writeJson } from '../output/report.ts'
import { formatTable } from '../output/table.ts'
import type { World } from '../world.ts'

export interface NodeLsOptions {
  readonly data?: string
  readonly json?: boolean
}

const GIBIBYTE = 1024 ** 3

/** Prints the nodes of the swarm with what runs there. */
export async function nodeLs(world: World, options: NodeLsOptions): Promise<ExitCode> {
  const server = await neededServer(world, options.data)
  const answer = await server.call('listNodes', {})
  if (options.json === true) writeJson(world, answer)
  else world.stdout.write(`${describe(answer.nodes)}\n`)
  return EXIT.done
}

function describe(nodes: readonly NodeView[]): string {
  const rows = nodes.map((node) => [
    node.name,
    node.leader ? 'manager (leader)' : node.role,
    node.state,
    node.availability,
    `${node.tasks.running}/${node.tasks.wanted}`,
    `${node.cpus}`,
    `${(node.memoryBytes / GIBIBYTE).toFixed(1)} GiB`,
    node.address,
    node.engineVersion,
  ])
  const header = [
    'NODE',
    'ROLE',
    'STATE',
    'AVAILABILITY',
    'TASKS',
    'CPUS',
    'MEMORY',
    'ADDRESS',
    'ENGINE',
  ]
  return formatTable(header, rows)
}
