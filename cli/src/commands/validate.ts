import { hasErrors, type Problem } from '@kesako/core'
import { wrongUse } from '../cli-error.ts'
import { closing } from '../input/closing.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { openStacksRepository, revisionOf } from '../input/open-stacks-repository.ts'
import { stackFromFiles } from '../input/stack-from-files.ts'
import { reportProblems, writeJson } from '../output/report.ts'
import { styleFor } from '../output/style.ts'
import type { World } from '../world.ts'

export interface ValidateOptions {
  readonly composeFile: readonly string[]
  readonly repo?: string
  readonly revision?: string
  readonly stack?: string
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
  const result =
    options.repo === undefined
      ? await validateFiles(world, stack, options)
      : await validateRevision(world, options.repo, options)
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
  stack: string | undefined,
  options: ValidateOptions,
): Promise<Validated> {
  if (stack === undefined) {
    throw wrongUse(
      'No stack is named.',
      'Write `validate -c FILE STACK`, or `validate --repo DIR`.',
    )
  }
  const { problems } = await stackFromFiles(world, stack, options.composeFile)
  return { stacks: [{ name: stack, problems }], problems: [] }
}

async function validateRevision(
  world: World,
  repo: string,
  options: ValidateOptions,
): Promise<Validated> {
  await using repository = closing(openStacksRepository(world, repo))
  const revision = await revisionOf(repository.opened, options.revision)
  const state = await repository.opened.load(revision)
  const stacks = state.stacks.filter(
    ({ name }) => options.stack === undefined || name === options.stack,
  )
  if (options.stack !== undefined && stacks.length === 0) {
    throw wrongUse(`Revision ${revision.slice(0, 12)} has no stack ${options.stack}.`)
  }
  return {
    stacks: stacks.map(({ name, problems }) => ({ name, problems })),
    problems: options.stack === undefined ? state.problems : [],
  }
}
