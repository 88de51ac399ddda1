import type { Failure } from '../api/failure.ts'

/** Why nobody was logged in. `newLink`: another login link is what helps. */
export interface LoginFailure {
  readonly title: string
  readonly detail: string
  readonly newLink: boolean
}

/** `byLink`: the secret came with a login link, not from a person's fingers. */
export function loginFailure(failure: Failure, byLink: boolean): LoginFailure {
  if (failure.kind === 'logged-out' && byLink) {
    return {
      title: 'This login link doesn’t work any more.',
      detail: 'A link works once, for an hour. Ask for another one, or log in with a token.',
      newLink: true,
    }
  }
  if (failure.kind === 'logged-out') {
    return {
      title: 'Kesako doesn’t know this token.',
      detail: 'It may have ended, or a part of it is missing.',
      newLink: false,
    }
  }
  if (failure.kind === 'unreachable') {
    return {
      title: `${failure.title}.`,
      detail: byLink
        ? 'The link wasn’t used. Open it again when Kesako runs.'
        : 'Try again when it runs.',
      newLink: false,
    }
  }
  return {
    title: `${failure.title}.`,
    detail: [failure.detail, failure.remedy].filter((part) => part !== undefined).join(' '),
    newLink: false,
  }
}
