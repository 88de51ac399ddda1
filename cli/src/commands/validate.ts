import { hasErrors, type Problem } from '@kesako/core'
import { closing } from '../input/closing.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { chosenStacks, openStacksRepository, revisionOf } from '../input/open-stacks-repository.ts'
import { stackFromFiles } from '../input/stack-from-files.ts'
import { type StackSource, type StackSourceOptions, stackSource } from '../input/stack-source.ts'
import { reportProblems, writeJson } from '../output/report.ts'
import { styleFor } from '../output/style.ts'
import type { World } from '../world.ts'

export interface ValidateOptions extends StackSourceOptions {
  readonly json?: boolean
}

interface Validated {
  readonly stacks: readonly { readonly name: string; readonly problems: readonly Problem[] }[]
  readonly problems: readonly Problem[]
}

/** Reports the problems of the files of `-c`, or of every stack of a revision. Fails on an error. */
export async function validate(
  world: World,
  stack: string | undefined,
  options: ValidateOptions,
): Promise<ExitCode> {
  const source = stackSource('validate', stack, options)
  const result =
    source.kind === 'files'
      ? await validateFiles(world, source)
      : await validateRevision(world, source)
  const all = [...result.problems, ...result.stacks.flatMap(({ problems }) => problems)]
  if (options.json === true) {
    writeJson(world, { ok: !hasErrors(all), ...result })
  } else {
    const style = styleFor(world.stderr, world.environment)
    reportProblems(world, style, all)
    const errors = all.filter(({ severity }) => severity === 'error').length
    const count = `${result.stacks.length} ${result.stacks.length === 1 ? 'stack' : 'stacks'}`
    const verdict = errors === 0 ? 'no errors' : `${errors} ${errors === 1 ? 'error' : 'errors'}`
    const warnings = all.length - errors
    const also = warnings === 0 ? '' : `, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`
    world.stdout.write(`${count}: ${verdict}${also}\n`)
  }
  return hasErrors(all) ? EXIT.failed : EXIT.done
}

async function validateFiles(
  world: World,
  { stack, files }: Extract<StackSource, { kind: 'files' }>,
): Promise<Validated> {
  const { problems } = await stackFromFiles(world, stack, files)
  return { stacks: [{ name: stack, problems }], problems: [] }
}

async function validateRevision(
  world: World,
  source: Extract<StackSource, { kind: 'repository' }>,
): Promise<Validated> {
  await using repository = closing(openStacksRepository(world, source.path))
  const revision = await revisionOf(repository.opened, source.revision)
  const state = await repository.opened.load(revision)
  return {
    stacks: chosenStacks(state, source.stack).map(({ name, problems }) => ({ name, problems })),
    problems: source.stack === undefined ? state.problems : [],
  }
}
