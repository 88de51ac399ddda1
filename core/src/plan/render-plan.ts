import { destruction } from './destruction.ts'
import type { IgnoredDifference } from './ignored-differences.ts'
import type { Change, FieldDiff, Plan } from './plan-types.ts'
import type { Stage } from './stages/stages-of.ts'
import { stageTitle } from './stages/stages-of.ts'

export interface RenderOptions {
  /** ANSI colours for a terminal. Default false. */
  readonly color?: boolean
}

const MARKS = { create: '+', update: '~', replace: '!', remove: '-', hold: '=' } as const
const COLORS = { create: 32, update: 33, replace: 35, remove: 31, hold: 36 } as const

/** A plan for people: a block for each change, its reason, its fields, whether tasks restart and why. */
export function renderPlan(plan: Plan, options: RenderOptions = {}): string {
  const blocks = plan.changes.map((change) => renderChange(change, plan.stages ?? [], options))
  const warnings = plan.warnings.map(
    ({ severity, message, remedy }) =>
      `${severity}: ${message}${remedy === undefined ? '' : ` ${remedy}`}`,
  )
  const ignored = (plan.ignored ?? []).map(renderIgnored)
  const parts = [`Stack ${plan.stack}: ${summary(plan)}`, ...blocks, ...ignored, ...warnings]
  return `${parts.join('\n\n')}\n`
}

function summary(plan: Plan): string {
  if (plan.changes.length === 0) return 'nothing to do.'
  const counts = Map.groupBy(plan.changes, ({ action }) => action)
  return `${[...counts].map(([action, list]) => `${list.length} to ${action}`).join(', ')}.`
}

function renderChange(change: Change, stages: readonly Stage[], options: RenderOptions): string {
  const title = `${MARKS[change.action]} ${change.action} ${change.ref.kind} ${change.ref.name}`
  const lines = [
    paint(title, COLORS[change.action], options),
    `    ${change.reason}`,
    ...stageOf(change, stages),
    ...('fields' in change ? change.fields.map(renderField) : []),
    ...details(change),
    ...destroys(change),
  ]
  return lines.join('\n')
}

function stageOf(change: Change, stages: readonly Stage[]): readonly string[] {
  if (change.stage === undefined) return []
  const removed = 'removedInStage' in change ? change.removedInStage : undefined
  const early = removed === undefined ? '' : `; the old one is removed in stage ${removed}`
  return [`    ${stageTitle(stages, change.stage)}${early}`]
}

function destroys(change: Change): readonly string[] {
  const what = destruction(change)
  return what === undefined ? [] : [`    destructive: ${what}`]
}

function details(change: Change): readonly string[] {
  switch (change.action) {
    case 'create':
      return []
    case 'hold':
      return [`    remedy: ${change.remedy}`]
    case 'remove': {
      const when = change.when === 'prune' ? 'last' : 'before the service that needs its place'
      return change.ref.kind === 'service' ? [`    removed ${when}`, restarts(change)] : []
    }
    case 'update':
    case 'replace':
      return change.ref.kind === 'service' || change.restart.restarts ? [restarts(change)] : []
  }
}

function restarts(change: Extract<Change, { readonly restart: unknown }>): string {
  const { restarts, because } = change.restart
  return `    restarts tasks: ${restarts ? 'yes' : 'no'}, because ${because}`
}

function renderField({ path, from, to }: FieldDiff): string {
  return `    ${path}: ${shown(from)} -> ${shown(to)}`
}

/** A field that is left to others, and what it would be set to otherwise. */
function renderIgnored({ service, field, fields }: IgnoredDifference): string {
  const title = `left to others: ${field} of ${service}`
  if (fields.length === 0) return `${title}, which is as the file says`
  const lines = fields.map(
    ({ path, from, to }) => `    ${path}: ${shown(from)} stays, the file says ${shown(to)}`,
  )
  return [title, ...lines].join('\n')
}

function shown(value: unknown): string {
  if (value === undefined) return '(not set)'
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value)
}

function paint(text: string, color: number, options: RenderOptions): string {
  return options.color === true ? `\u001b[${color}m${text}\u001b[0m` : text
}
