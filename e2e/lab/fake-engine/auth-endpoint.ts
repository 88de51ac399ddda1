import { FakeRefusal } from './fake-refusal.ts'
import type { Answer, Route } from './route.ts'
import { ok } from './route.ts'

/** Log-ins to registries: `wrong` is a password that none takes, and one named `down…` doesn't answer. */
export const authRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/auth$/,
    manager: false,
    handle: ({ body }) => logIn(body),
  },
]

/** The messages are those of engine 20.10.24. The user `robot` gets an identity token. */
function logIn(body: unknown): Answer {
  const { username, password, serveraddress } = { ...(typeof body === 'object' ? body : {}) } as {
    // What the engine documents; a test sends no other.
    readonly [key: string]: string | undefined
  }
  const url = `https://${serveraddress ?? ''}/v2/`
  if (serveraddress?.startsWith('down') === true) {
    throw new FakeRefusal(500, `Get "${url}": dial tcp: connect: connection refused`)
  }
  if (password === 'wrong') {
    throw new FakeRefusal(500, `login attempt to ${url} failed with status: 401 Unauthorized`)
  }
  const IdentityToken = username === 'robot' ? 'identity of the robot' : ''
  return ok({ IdentityToken, Status: 'Login Succeeded' })
}
