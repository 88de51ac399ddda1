import { RepositoryError } from '../repository-error.ts'

/** Full name of a branch's ref. Throws for a name that Git refuses, or that means more than one ref. */
export function branchRef(branch: string): string {
  const parts = branch.split('/')
  const fine = parts.every(
    (part) => /^[a-zA-Z0-9_][a-zA-Z0-9._-]*$/u.test(part) && !/\.\.|\.$|\.lock$/u.test(part),
  )
  if (fine) return `refs/heads/${branch}`
  throw new RepositoryError(
    'branch-refused',
    `${JSON.stringify(branch.slice(0, 100))} is no name for the branch of a stacks repository.`,
    'Use letters, digits, dots, dashes, underscores and slashes, such as "main".',
  )
}
