import { presentProblems, type Problem } from '@kesako/core'
import type { z } from 'zod'
import type { PlacedDocument } from './placed-document.ts'

/** Things that are named; finding the place of each takes time, and nobody reads more. */
export const MAX_PROBLEMS = 50

/** Says where and how a document misses its schema, one problem for each of the first 50 things that are wrong. */
export function documentProblems(
  document: PlacedDocument,
  issues: readonly z.core.$ZodIssue[],
  code: string,
): readonly Problem[] {
  const problems = issues.slice(0, MAX_PROBLEMS).flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') {
      const path = issue.path.join('.')
      const problem: Problem = {
        code,
        severity: 'error',
        message: `${path === '' ? document.file : path}: ${sentence(issue.message)}`,
        remedy: 'Correct the value.',
        place: document.placeOf(issue.path),
        path,
      }
      return [problem]
    }
    return issue.keys.slice(0, MAX_PROBLEMS).map((key): Problem => {
      const path = [...issue.path, key].join('.')
      return {
        code: 'key-unknown',
        severity: 'error',
        message: `${document.file} has no key ${JSON.stringify(path)}.`,
        remedy: 'Correct its name or remove it: a key that is not known would do nothing.',
        place: document.placeOfKey(issue.path, key),
        path,
      }
    })
  })
  return presentProblems(problems)
}

function sentence(message: string): string {
  const text = message.replace(/^Invalid input: /u, '')
  return text.endsWith('.') ? text : `${text}.`
}
