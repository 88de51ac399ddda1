import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { LiveNode, LiveService, LiveTask } from '../live/live-state.ts'
import { assessService } from './assess-service.ts'

/*
 * Each folder is a timeline recorded on engine 20.10.24: the service and its tasks whenever a state
 * changed. The golden file says what convergence makes of every moment.
 */
const testdata = new URL('testdata/', import.meta.url)
// Fixtures are recorded in these forms; a wrong one fails the golden comparison.
const nodes = read('nodes.json') as readonly LiveNode[]
const cases = readdirSync(testdata, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

interface Moment {
  readonly service: LiveService
  readonly tasks: readonly LiveTask[]
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, testdata), 'utf8'))
}

function verdicts(name: string): readonly string[] {
  const timeline = read(`${name}/timeline.json`) as readonly Moment[]
  let mark = ''
  return timeline.map(({ service, tasks }) => {
    const progress = assessService(service, tasks, nodes)
    const moved = progress.mark === mark ? ' ' : '+'
    mark = progress.mark
    const code = 'code' in progress ? ` ${progress.code}` : ''
    const counted = `${progress.running}/${progress.desired}`
    return `${moved} ${counted} ${progress.kind}${code}: ${progress.reason}`
  })
}

describe('assessService on what an engine really does', () => {
  it.each(cases)('%s', async (name) => {
    await expect(`${verdicts(name).join('\n')}\n`).toMatchFileSnapshot(
      `testdata/${name}/verdicts.txt`,
    )
  })
})

describe('a task that runs', () => {
  const first = (read('label-only/timeline.json') as readonly Moment[]).at(-1)
  const service = first?.service
  const running = (first?.tasks ?? []).filter((task) => task.state === 'running')

  it.each([
    { says: 'of the spec as it is now counts', upToDate: true, kind: 'converged' },
    {
      says: 'of an earlier spec doesn’t: the update hasn’t begun',
      upToDate: false,
      kind: 'converging',
    },
  ])('$says', ({ upToDate, kind }) => {
    if (service === undefined) throw new Error('no service in the timeline')
    const tasks = running.map((task) => ({ ...task, upToDate }))
    expect(assessService(service, tasks, nodes)).toMatchObject({ kind })
  })
})
