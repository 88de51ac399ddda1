import { EngineError, NO_CREDENTIALS, type RegistryCredentials } from '@kesako/engine'
import { describe, expect, it } from 'vitest'
import { explainImage, lackedImages } from './image-access.ts'

const REASON =
  'Service shop_web: its image can\'t be had, tried 2 times in a row: "No such image: r.io/web:1" on a.'

const FOUND: RegistryCredentials = {
  find: () => Promise.resolve({ username: 'ana', password: 'word' }),
  savedAt: () => undefined,
}

/** An engine whose registry answers so. */
function engine(answer: EngineError | 'there') {
  const asked: string[] = []
  return {
    asked,
    resolveImage(image: string, auth?: object) {
      asked.push(auth === undefined ? image : `${image} with credentials`)
      if (answer !== 'there') return Promise.reject(answer)
      return Promise.resolve({ reference: image, platforms: [] })
    },
  }
}

const denied = new EngineError('failed', 'no basic auth credentials', 500)

describe('what the registry says of an image that a node could not get', () => {
  it.each([
    [
      denied,
      NO_CREDENTIALS,
      'image-access-denied',
      'and Kesako has no credentials for it: `kesako registry login r.io`.',
    ],
    [
      denied,
      FOUND,
      'image-access-denied',
      'with the credentials that Kesako has for it: `kesako registry login r.io`.',
    ],
    [
      new EngineError('not-found', 'manifest unknown', 404),
      FOUND,
      'image-missing',
      'The registry r.io has no such image.',
    ],
    ['there' as const, FOUND, 'image-missing', 'sync, which sends the credentials of now.'],
    [
      new EngineError('failed', 'dial tcp: connection refused', 500),
      FOUND,
      'image-missing',
      '" on a.',
    ],
  ])('%s', async (answer, credentials, code, end) => {
    const asked = engine(answer)
    const context = { engine: asked, credentials }
    const told = await explainImage(context, { code: 'image-missing', reason: REASON })
    expect(told.code).toBe(code)
    expect(told.reason.startsWith(REASON)).toBe(true)
    expect(told.reason.endsWith(end)).toBe(true)
    expect(told.reason).not.toContain('word')
    expect(asked.asked).toEqual([
      credentials === FOUND ? 'r.io/web:1 with credentials' : 'r.io/web:1',
    ])
  })

  it('is the reason of an update that the swarm paused or took back for want of it', async () => {
    const failure = { code: 'rolled-back', reason: REASON } as const
    const told = await explainImage({ engine: engine(denied), credentials: FOUND }, failure)
    expect(told.code).toBe('image-access-denied')
    const there = await explainImage({ engine: engine('there'), credentials: FOUND }, failure)
    expect(there.code).toBe('rolled-back')
  })

  it('asks nothing where no image is named', async () => {
    const asked = engine(denied)
    const failure = { code: 'crash-loop', reason: '"task: non-zero exit (1)" on a.' } as const
    expect(await explainImage({ engine: asked, credentials: FOUND }, failure)).toEqual(failure)
    expect(asked.asked).toEqual([])
  })
})

it.each([
  ['"No such image: r.io/web:1@sha256:00" on a', ['r.io/web:1@sha256:00']],
  ['"No such image: a" on x. "No such image: b", "No such image: a"', ['a', 'b']],
  ['pull access denied for web, repository does not exist', ['web']],
  ['no such thing', []],
])('%s names %j', (reason, images) => {
  expect(lackedImages(reason)).toEqual(images)
})
