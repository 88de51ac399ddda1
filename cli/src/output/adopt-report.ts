import type { AdoptAnswer, AdoptedStackView, LeftStackView, LossView } from '@kesako/contract'
import { sentence } from '@kesako/core'
import type { World } from '../world.ts'
import { describeProblem } from './report.ts'
import { type Style, styleFor } from './style.ts'

const EFFECTS: Readonly<Record<LossView['effect'], string>> = {
  restarts: 'Taking it over would restart its tasks or more, so Kesako holds the stack.',
  changes: 'Taking it over changes it, and restarts nothing.',
  later: 'It stays until the service next changes.',
}

/** What was written goes to stdout; what a person should know of it, and what was left, to stderr. */
export function reportAdoption(
  world: Pick<World, 'stdout' | 'stderr' | 'environment'>,
  answer: AdoptAnswer,
  dryRun: boolean,
): void {
  const style = styleFor(world.stderr, world.environment)
  for (const stack of answer.stacks) {
    world.stdout.write(dryRun ? fileTexts(stack) : fileList(stack))
    for (const line of findings(stack, style)) world.stderr.write(`${line}\n`)
    for (const line of heldLines(stack)) world.stderr.write(`${style.yellow('held')}: ${line}\n`)
  }
  for (const left of answer.left) world.stderr.write(`${leftLines(left, style).join('\n')}\n`)
  if (answer.outside.length > 0) {
    const list = answer.outside.map(({ name, image }) => `${name} (${image})`).join(', ')
    world.stderr.write(`These services belong to no stack, and stay as they are: ${list}\n`)
  }
}

/** The files as they would be, one after the other. */
function fileTexts({ files }: AdoptedStackView): string {
  return files
    .map(({ path, bytes, text }) => `==> ${path} <==\n${text ?? `(${bytes} bytes, not text)\n`}\n`)
    .join('')
}

function fileList({ stack, files }: AdoptedStackView): string {
  return `${stack}: ${files.map(({ path }) => path).join(', ')}\n`
}

function findings(
  { stack, losses, notes }: Pick<AdoptedStackView, 'stack' | 'losses' | 'notes'>,
  style: Style,
): readonly string[] {
  return [
    ...notes.map((note) => `${style.bold(stack)}: ${describeProblem(note, style)}`),
    ...losses.map((loss) => lossLines(loss, style).join('\n')),
  ]
}

function lossLines(
  { kind, name, field, value, meaning, effect }: LossView,
  style: Style,
): readonly string[] {
  const what = field === '' ? '' : ` ${field}`
  const shown = value === undefined ? '' : ` = ${JSON.stringify(value)}`
  return [
    `    ${style.yellow('lost')}: ${kind} ${style.bold(name)}${what}${shown}`,
    `        ${sentence(meaning)} ${EFFECTS[effect]}`,
  ]
}

/** What the next pass doesn't take over by itself. */
function heldLines({ plan }: AdoptedStackView): readonly string[] {
  return (plan?.changes ?? [])
    .filter(({ action }) => action === 'hold')
    .map(({ kind, name, reason, remedy }) => `${kind} ${name}: ${reason} ${remedy ?? ''}`.trimEnd())
}

function leftLines(left: LeftStackView, style: Style): readonly string[] {
  const head = `${style.red('not written')}: ${style.bold(left.stack)}: ${sentence(left.reason)} ${left.remedy}`
  const problems = left.problems.map((problem) => `    ${describeProblem(problem, style)}`)
  return [head, ...problems, ...left.losses.flatMap((loss) => lossLines(loss, style))]
}
