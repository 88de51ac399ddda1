import { describe, expect, it } from 'vitest'
import { problemDocument, ProblemError } from '@kesako/contract'
import { failureOf } from '../api/failure.ts'
import { Unreachable } from '../api/send.ts'
import { loginFailure } from './login-failure.ts'

const invalid = failureOf(new ProblemError(problemDocument('login-invalid', 'No.')))

describe('loginFailure', () => {
  it('offers another link when a link was used or has expired', () => {
    expect(loginFailure(invalid, true)).toMatchObject({
      title: 'This login link doesn’t work any more.',
      newLink: true,
    })
  })

  it('speaks of the token when a person typed one', () => {
    expect(loginFailure(invalid, false).title).toBe('Kesako doesn’t know this token.')
  })

  it('says that the link still works when nothing answered', () => {
    expect(loginFailure(failureOf(new Unreachable('refused')), true).detail).toMatch(/wasn’t used/)
  })

  it('gives the server’s own words for anything else', () => {
    const busy = problemDocument('too-many-attempts', 'Wait 30 s.', { remedy: 'Then try again.' })
    expect(loginFailure(failureOf(new ProblemError(busy)), false)).toEqual({
      title: 'Too many failed attempts.',
      detail: 'Wait 30 s. Then try again.',
      newLink: false,
    })
  })
})
