import { EngineError } from '@kesako/engine'
import { RepositoryError } from '@kesako/repository'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { problemOfError } from './problem-of-error.ts'
import { RequestProblem } from './request-problem.ts'

function thrown(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return error
  }
}

it.each([
  ['a problem', new RequestProblem('stack-unknown', 'No shop.'), 404, 'stack-unknown'],
  ['an engine that is gone', new EngineError('unreachable', 'refused'), 503, 'engine-unreachable'],
  ['an engine that refuses', new EngineError('refused', 'bad'), 502, 'engine-failed'],
  [
    'a repository that is broken',
    new RepositoryError('git-failed', 'x', 'y'),
    503,
    'repository-unreadable',
  ],
  [
    'a path that Git would refuse',
    new RepositoryError('path-refused', 'x', 'y'),
    422,
    'files-invalid',
  ],
  [
    'a body that is too large',
    Object.assign(new Error('x'), { status: 413 }),
    413,
    'body-too-large',
  ],
  [
    'a body that is not JSON',
    Object.assign(new SyntaxError('x'), { status: 400 }),
    400,
    'body-not-json',
  ],
])('%s', (_name, error, status, code) => {
  expect(problemOfError(error)).toMatchObject({ document: { status, code }, unexpected: false })
})

it('names the value that is not as the route wants it', () => {
  const error = thrown(() => z.object({ limit: z.number() }).parse({ limit: 'x' }))
  const { document } = problemOfError(error)
  expect(document).toMatchObject({
    status: 400,
    code: 'request-invalid',
    problems: [{ path: 'limit' }],
  })
})

it('says nothing of the inside when it did not foresee the error', () => {
  const { document, unexpected } = problemOfError(new TypeError('secret detail'))
  expect(unexpected).toBe(true)
  expect(JSON.stringify(document)).not.toContain('secret detail')
})
