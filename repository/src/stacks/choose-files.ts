import type { Problem } from '@kesako/core'
import type { Lookup, TreeEntry, TreeListing } from '../revision/tree-listing.ts'
import { lookup } from '../revision/tree-listing.ts'
import type { StackFiles } from './stack-files.ts'
import { isStackName, stackNameProblem } from './stack-name.ts'

/** The one file for each role, and why there is none where there should be. */
export interface ChosenFiles {
  readonly name: string
  readonly compose?: TreeEntry
  readonly settings?: TreeEntry
  readonly variables?: TreeEntry
  /** Every path that asks to be a file of this stack, sorted. */
  readonly candidates: readonly string[]
  readonly problems: readonly Problem[]
}

/** Decides which files a stack is made of. Two files for one role are refused: no order between them is obvious. */
export function chooseFiles(files: StackFiles, listing: TreeListing): ChosenFiles {
  const problems: Problem[] = []
  const [first = ''] = [...files.compose, ...files.settings]
  if (!isStackName(files.name)) problems.push(stackNameProblem(files.name, first))

  function choose(paths: readonly string[], noun: string): TreeEntry | undefined {
    const [path] = paths
    if (path === undefined) return undefined
    if (paths.length > 1) {
      problems.push(twice(files.name, paths, noun))
      return undefined
    }
    const found = lookup(listing, path)
    if (found.kind === 'file') return found.entry
    problems.push(unreadable(path, found))
    return undefined
  }

  const compose = choose(files.compose, 'Compose file')
  const settings = choose(files.settings, 'settings file')
  const variables = choose(files.variables, 'variables file')
  return {
    name: files.name,
    ...(compose === undefined ? {} : { compose }),
    ...(settings === undefined ? {} : { settings }),
    ...(variables === undefined ? {} : { variables }),
    candidates: [...files.compose, ...files.settings, ...files.variables].toSorted(),
    problems,
  }
}

function twice(stack: string, paths: readonly string[], noun: string): Problem {
  return {
    code: 'stack-defined-twice',
    severity: 'error',
    message: `The stack ${stack} has more than one ${noun}: ${paths.join(' and ')}.`,
    remedy: 'Keep one of them and remove the others.',
    place: { file: paths[0] ?? '', line: 1, column: 1 },
  }
}

function unreadable(path: string, found: Exclude<Lookup, { readonly kind: 'file' }>): Problem {
  const place = { file: path, line: 1, column: 1 }
  switch (found.kind) {
    case 'symlink':
      return {
        code: 'file-is-symlink',
        severity: 'error',
        message: `${path} is a symbolic link, which is never followed.`,
        remedy: 'Commit the file itself in its place.',
        place,
      }
    case 'too-large':
      return {
        code: 'file-too-large',
        severity: 'error',
        message: `${path} has ${found.sizeBytes} bytes, which is more than ${found.limitBytes}.`,
        remedy: 'Split it into several stacks, or take out what no stack needs.',
        place,
      }
    case 'directory':
      return {
        code: 'file-is-submodule',
        severity: 'error',
        message: `${path} is a submodule, not a file.`,
        remedy: 'Commit the file itself in its place.',
        place,
      }
    case 'missing':
    case 'outside':
      return {
        code: 'file-missing',
        severity: 'error',
        message: `${path} is not in this revision.`,
        remedy: 'Commit the file.',
        place,
      }
  }
}
