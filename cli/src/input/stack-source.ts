import { wrongUse } from '../cli-error.ts'
import { composeFiles } from './compose-arguments.ts'

/** What `validate`, `plan` and `apply` work on. */
export type StackSource =
  | { readonly kind: 'files'; readonly stack: string; readonly files: readonly string[] }
  | {
      readonly kind: 'repository'
      readonly path: string
      /** Undefined: the head of main. */
      readonly revision?: string
      /** Undefined: every stack. */
      readonly stack?: string
    }

export interface StackSourceOptions {
  /** Absent when `-c` was never given. */
  readonly composeFile?: readonly string[]
  readonly repo?: string
  readonly revision?: string
  readonly stack?: string
}

/** `-c FILE… STACK`, or `--repo DIR [--revision REV] [--stack NAME]`; a mixture of both is wrong use. */
export function stackSource(
  verb: 'validate' | 'plan' | 'apply',
  stack: string | undefined,
  options: StackSourceOptions,
): StackSource {
  const { composeFile = [], repo, revision, stack: stackOption } = options
  if (repo === undefined) {
    const lost =
      revision === undefined ? (stackOption === undefined ? '' : '--stack') : '--revision'
    if (lost !== '') {
      throw wrongUse(`${lost} needs --repo.`, `Write \`${verb} --repo DIR ${lost} …\`.`)
    }
    if (stack === undefined) {
      throw wrongUse(
        'No stack is named.',
        `Write \`${verb} -c FILE STACK\`, or \`${verb} --repo DIR\`.`,
      )
    }
    return { kind: 'files', stack, files: composeFiles(composeFile) }
  }
  if (composeFile.length > 0) {
    throw wrongUse('-c and --repo exclude each other.', 'Take the one that has the stack.')
  }
  if (stack !== undefined) {
    throw wrongUse(
      `With --repo a stack is named by --stack, and here is ${stack}.`,
      `Write \`${verb} --repo ${repo} --stack ${stack}\`.`,
    )
  }
  return {
    kind: 'repository',
    path: repo,
    ...(revision === undefined ? {} : { revision }),
    ...(stackOption === undefined ? {} : { stack: stackOption }),
  }
}
