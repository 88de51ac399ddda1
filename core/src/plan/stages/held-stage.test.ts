import { expect, it } from 'vitest'
import { DEFAULT_STACK_POLICY } from '../../desired-state.ts'
import { plan } from '../plan.ts'
import { running, stack } from '../test-swarm/plan-case.ts'
import { planContext } from '../test-swarm/context.ts'
import { planLines } from '../test-swarm/plan-lines.ts'

const before = running(stack({ db: {}, api: {}, web: {}, worker: {} }))
const after = stack({
  db: { mode: { Global: {} } },
  api: { env: ['A=1'] },
  web: { env: ['A=1'] },
  worker: {},
})

it('holds what comes after a held service, with its reason, and nothing that changes labels only', () => {
  const policy = {
    ...DEFAULT_STACK_POLICY,
    waves: new Map([
      ['db', 1],
      ['web', 2],
      ['worker', 2],
    ]),
  }
  const ownership = { ...planContext().ownership, inputsDigest: 'inputs-2' }
  const held = plan(after, before, planContext({ policy, ownership }))
  expect(planLines(held)).toEqual([
    'update service shop_api (restarts)',
    'hold service shop_db (service-mode-changed)',
    'hold service shop_web (service-mode-changed)',
  ])
  expect(held.changes.at(-1)).toMatchObject({
    stage: 3,
    reason:
      "It waits for the service shop_db of stage 2 of 3 (wave 1), which is held. The mode changes from replicated to global, which the engine can't do.",
  })
})
