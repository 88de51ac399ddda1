import type { Fault, FuzzInput } from './fuzz-input.ts'
import { faultsOfCompose } from './targets/compose.ts'
import { faultsOfEditor } from './targets/editor.ts'
import {
  faultsOfRepositoryPolicy,
  faultsOfSettings,
  faultsOfVariables,
} from './targets/repository-files.ts'

/** Gives one input to its reader. The first fault is returned; undefined when all is well. */
export function tryInput(input: FuzzInput): Fault | undefined {
  try {
    const [found] = faultsOf(input)
    return found === undefined ? undefined : { kind: 'invariant', code: found, detail: found }
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { kind: 'crash', code: `${name} ${placeOf(stack)}`, detail: stack.slice(0, 4000) }
  }
}

function faultsOf({ target, bytes, beside }: FuzzInput): readonly string[] {
  switch (target) {
    case 'compose':
      return faultsOfCompose([bytes], beside)
    case 'several-files':
      return faultsOfCompose([bytes, ...beside], beside)
    case 'editor':
      return faultsOfEditor(bytes)
    case 'settings':
      return faultsOfSettings(bytes)
    case 'repository-policy':
      return faultsOfRepositoryPolicy(bytes)
    case 'variables':
      return faultsOfVariables(bytes)
  }
}

/** The file and line of the innermost frame. */
function placeOf(stack: string): string {
  return /([\w.-]+\.ts:\d+)/.exec(stack)?.[1] ?? ''
}
