import { expect, test } from 'vitest'
import { call, ProblemError, type ClientRequest, type Send } from './client.ts'
import { problemDocument } from './problem/problem-document.ts'
import { STACK_EXAMPLE } from './route/example.ts'

function sender(status: number, text: string): { send: Send; requests: ClientRequest[] } {
  const requests: ClientRequest[] = []
  return {
    requests,
    send: (request) => {
      requests.push(request)
      return Promise.resolve({ status, text, headers: { get: () => null } })
    },
  }
}

test('a call sends method, path and JSON, and gives back the checked document', async () => {
  const { send, requests } = sender(200, JSON.stringify(STACK_EXAMPLE))
  const stack = await call(send, 'getStack', { params: { name: 'shop' } })
  expect(stack.health).toBe('healthy')
  expect(requests[0]).toMatchObject({ method: 'GET', path: '/api/stacks/shop', body: undefined })
})

test('If-Match and the body go where they belong', async () => {
  const { send, requests } = sender(
    200,
    JSON.stringify({ stack: 'shop', committed: true, warnings: [] }),
  )
  await call(send, 'disableStack', {
    params: { name: 'shop' },
    query: {},
    body: {},
    ifMatch: '"d"',
  })
  expect(requests[0]).toMatchObject({
    method: 'POST',
    body: '{}',
    headers: { 'if-match': '"d"', 'content-type': 'application/json' },
  })
})

test('a state that this client does not know reads as unknown', async () => {
  const newer = { ...STACK_EXAMPLE, health: 'dreaming', sync: 'entangled' }
  const { send } = sender(200, JSON.stringify(newer))
  const stack = await call(send, 'getStack', { params: { name: 'shop' } })
  expect([stack.health, stack.sync]).toEqual(['unknown', 'unknown'])
})

test('a problem document rejects with its code', async () => {
  const problem = problemDocument('stale-etag', 'The stack shop has changed.', { etag: '"e"' })
  const { send } = sender(412, JSON.stringify(problem))
  const failure = call(send, 'deleteStack', { params: { name: 'shop' }, query: {}, ifMatch: '"d"' })
  await expect(failure).rejects.toMatchObject({ name: 'ProblemError', problem })
})

test('an error page of something in between still becomes a problem', async () => {
  const { send } = sender(502, '<html>bad gateway</html>')
  const failure = await call(send, 'getHealth', {}).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(ProblemError)
  expect(failure).toMatchObject({ problem: { status: 502, code: 'internal-error' } })
})
