import { describe, expect, it } from 'vitest'
import { deployment, FIXTURE_NOW, source, stack } from '../../dev/stack-fixture.ts'
import { spokenLine, stackLine } from './stack-line.ts'

const now = Date.parse(FIXTURE_NOW)
const docs = stack('docs', {
  source: source('docs', 90, 'Publish the handbook', 'Ana Ruiz'),
  lastDeployment: deployment('docs', 41),
})

describe('stackLine', () => {
  it('shows the commit that Git asks for and the age of the last deployment', () => {
    expect(stackLine(docs, undefined, now)).toMatchObject({
      revision: docs.source?.commit?.revision.slice(0, 7),
      message: 'Publish the handbook',
      quiet: false,
      author: 'Ana R.',
      age: '41 min',
    })
  })

  it('shows what a running deployment does', () => {
    const running = { ...docs, deploying: true }
    expect(stackLine(running, '1 of 2 tasks run', now)).toMatchObject({
      message: '1 of 2 tasks run',
      quiet: true,
      age: 'now',
    })
  })

  it('doesn’t show the step of a deployment that has ended', () => {
    expect(stackLine(docs, '1 of 2 tasks run', now).message).toBe('Publish the handbook')
  })

  it('says of an unmanaged stack what runs', () => {
    const { source: _, lastDeployment: __, ...bare } = stack('cms', { managed: false })
    expect(stackLine(bare, undefined, now)).toEqual({
      revision: '–',
      message: '1 service runs, no Compose file in the repository',
      quiet: true,
      author: '',
      age: '',
      at: '',
    })
  })

  it('falls back to the commit’s date where nothing was deployed', () => {
    const { lastDeployment: _, ...never } = docs
    expect(stackLine(never, undefined, now).age).toBe('1 h')
  })
})

describe('spokenLine', () => {
  it('says in words what the row shows', () => {
    expect(spokenLine(docs, stackLine(docs, undefined, now))).toMatch(
      /^docs, Synced, Healthy, 2 of 2 tasks run, Publish the handbook, by Ana R\., 23 Nov 2026, /,
    )
  })
})
