import { z } from 'zod'

/** Every code that an answer of the API can carry, with its HTTP status and title. */
export const PROBLEM_CODES = {
  'request-invalid': { status: 400, title: 'The request is not what this route takes' },
  'body-not-json': { status: 400, title: 'The body is not JSON' },
  'not-authenticated': { status: 401, title: 'A credential is needed' },
  'credential-invalid': { status: 401, title: 'The credential is not known or has expired' },
  'login-invalid': { status: 401, title: 'The login secret is unknown, used already or expired' },
  'role-missing': { status: 403, title: 'The credential has too small a role' },
  'stack-not-yours': { status: 403, title: 'The credential may not change this stack' },
  'manifest-forbidden': { status: 403, title: 'The manifest policy does not allow this' },
  'origin-not-allowed': { status: 403, title: 'The request comes from another page' },
  'not-through-proxy': { status: 403, title: 'The request did not come through the trusted proxy' },
  'route-unknown': { status: 404, title: 'There is no such address' },
  'stack-unknown': { status: 404, title: 'There is no such stack' },
  'definition-unknown': { status: 404, title: 'There is no such stack definition' },
  'revision-unknown': { status: 404, title: 'The history of the branch has no such revision' },
  'deployment-unknown': { status: 404, title: 'There is no such deployment' },
  'token-unknown': { status: 404, title: 'There is no such token' },
  'registry-unknown': { status: 404, title: 'There are no credentials for this registry' },
  'service-unknown': { status: 404, title: 'There is no such service' },
  'task-unknown': { status: 404, title: 'There is no such task' },
  'node-unknown': { status: 404, title: 'There is no such node' },
  'content-unknown': { status: 404, title: 'There is no such secret or config' },
  'method-not-allowed': { status: 405, title: 'This address does not take this method' },
  'stack-exists': { status: 409, title: 'The stacks repository has this stack already' },
  'stack-not-in-git': { status: 409, title: 'The stack is not in the stacks repository' },
  'definition-edited': { status: 409, title: 'The Compose file was edited by hand' },
  'definition-in-use': { status: 409, title: 'A stack is rendered from this definition' },
  'commit-conflict': { status: 409, title: 'A commit came in between' },
  'repository-elsewhere': { status: 409, title: 'The stacks repository is hosted elsewhere' },
  'branch-missing': { status: 409, title: 'The stacks repository has no such branch yet' },
  'token-exists': { status: 409, title: 'A token of this name exists already' },
  'name-ambiguous': { status: 409, title: 'The name stands for several' },
  'action-refused': { status: 409, title: 'This is not done to it' },
  'content-exists': { status: 409, title: 'The name is taken' },
  'content-in-use': { status: 409, title: 'It is in use' },
  'content-foreign': { status: 409, title: 'It was not made through Kesako' },
  'stack-paused': { status: 409, title: 'The stack is paused' },
  'stale-etag': { status: 412, title: 'The stack has changed since it was read' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'media-type-unknown': { status: 415, title: 'The body has a type that is not taken here' },
  'host-not-allowed': { status: 421, title: 'This server does not answer to this host name' },
  'files-invalid': { status: 422, title: 'The files have problems' },
  'rollback-refused': { status: 422, title: 'There is nothing to roll back to' },
  'scale-refused': { status: 422, title: 'The stack cannot be scaled like that' },
  'definition-invalid': { status: 422, title: 'The stack definition has problems' },
  'options-invalid': { status: 422, title: 'The definition does not take these options' },
  'value-invalid': { status: 422, title: 'The engine does not take this value' },
  'registry-denied': { status: 422, title: 'The registry does not take these credentials' },
  'push-declined': { status: 422, title: 'The Git remote does not take this commit' },
  'if-match-missing': { status: 428, title: 'The header If-Match is needed' },
  'too-many-attempts': { status: 429, title: 'Too many failed attempts' },
  'internal-error': { status: 500, title: 'The server failed' },
  'engine-failed': { status: 502, title: 'The Docker Engine refused or failed' },
  'registry-unreachable': { status: 502, title: 'The registry could not be asked' },
  'engine-unreachable': { status: 503, title: 'The Docker Engine does not answer' },
  'repository-unreadable': { status: 503, title: 'The stacks repository cannot be read' },
  'remote-unreachable': { status: 503, title: 'The Git remote cannot be used' },
  'too-many-listeners': { status: 503, title: 'Too many listen to the event stream' },
  'too-busy': { status: 503, title: 'The server does as much as it can already' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>

export type ProblemCode = keyof typeof PROBLEM_CODES

/** Codes of one HTTP status, in the order of the table. */
export function codesOfStatus(status: number): readonly ProblemCode[] {
  return problemCodes().filter((code) => PROBLEM_CODES[code].status === status)
}

export function problemCodes(): readonly ProblemCode[] {
  return ProblemCode.options
}

// Object.keys forgets the key type.
export const ProblemCode = z.enum(Object.keys(PROBLEM_CODES) as [ProblemCode, ...ProblemCode[]])
