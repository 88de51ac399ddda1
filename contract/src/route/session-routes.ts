import { z } from 'zod'
import { LoginLink, LoginRequest, SessionView } from '../view/session-view.ts'
import { CreatedToken, NewToken, TokenList } from '../view/token-view.ts'
import { route } from './route.ts'

const session = {
  name: 'ana',
  role: 'deployer',
  expiresAt: '2026-11-24T09:41:07.000Z',
  version: '0.1.0',
  gitUrl: 'http://127.0.0.1:8080/git/stacks.git',
  branch: 'main',
}

const token = {
  id: 'k7m2q9x4',
  name: 'ana',
  role: 'deployer',
  createdAt: '2026-11-23T09:41:07.000Z',
}

export const sessionRoutes = {
  login: route({
    method: 'POST',
    path: '/api/login',
    summary: 'Log in with the secret of a login link, or with a token',
    description:
      'Sets the session cookie (HttpOnly, SameSite=Strict). A login link works once, for an hour.',
    role: 'none',
    body: LoginRequest,
    answer: { kind: 'json', status: 200, schema: SessionView },
    problems: ['login-invalid', 'too-many-attempts'],
    example: { body: { secret: 'one-time-secret-of-the-link' }, answer: session },
  }),
  logout: route({
    method: 'POST',
    path: '/api/logout',
    summary: 'End the session of this cookie',
    role: 'none',
    answer: { kind: 'nothing' },
    problems: [],
    example: {},
  }),
  getSession: route({
    method: 'GET',
    path: '/api/session',
    summary: 'Who is asking, and where the stacks repository is',
    role: 'viewer',
    answer: { kind: 'json', status: 200, schema: SessionView },
    problems: [],
    example: { answer: session },
  }),
  createLoginLink: route({
    method: 'POST',
    path: '/api/login-links',
    summary: 'Make a link that logs a browser in once, as the caller',
    role: 'viewer',
    answer: { kind: 'json', status: 201, schema: LoginLink },
    problems: [],
    example: {
      answer: {
        url: 'http://127.0.0.1:8080/#login=ksk_one-time-secret',
        expiresAt: '2026-11-23T10:41:07.000Z',
      },
    },
  }),
  listTokens: route({
    method: 'GET',
    path: '/api/tokens',
    summary: 'All tokens, without their secrets',
    role: 'admin',
    answer: { kind: 'json', status: 200, schema: TokenList },
    problems: [],
    example: { answer: { tokens: [token] } },
  }),
  createToken: route({
    method: 'POST',
    path: '/api/tokens',
    summary: 'Make a token; its secret is in this answer and never again',
    role: 'admin',
    body: NewToken,
    answer: { kind: 'json', status: 201, schema: CreatedToken },
    problems: ['token-exists'],
    example: {
      body: { name: 'ana', role: 'deployer', stacks: ['shop', 'team-a-*'] },
      answer: { ...token, stacks: ['shop', 'team-a-*'], secret: 'ksk_secret-shown-once' },
    },
  }),
  deleteToken: route({
    method: 'DELETE',
    path: '/api/tokens/:id',
    summary: 'Revoke a token and its sessions',
    role: 'admin',
    params: z.object({ id: z.string().min(1).max(64) }),
    answer: { kind: 'nothing' },
    problems: ['token-unknown'],
    example: { params: { id: 'k7m2q9x4' } },
  }),
} as const
