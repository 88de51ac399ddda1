import type { Bar, Measured, Row } from './row.ts'

/** A table in Markdown, with columns of one width. */
export function formatRows(rows: readonly Row[]): string {
  const header = ['work', 'Kesako', 'beside', 'ratio', 'bar', 'held']
  const cells = rows.map((row) => [
    row.work,
    oursText(row),
    row.beside === undefined
      ? ''
      : `${row.beside.what}: ${figure(row.beside.value, row.unit)}${cpuText(row.beside.cpuMs)}`,
    ratioText(row),
    barText(row.bar, row.unit),
    row.held ? 'yes' : 'NO',
  ])
  const widths = header.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => (row[column] ?? '').length)),
  )
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = line(widths.map((width) => '-'.repeat(width)))
  return [line(header), rule, ...cells.map(line)].join('\n')
}

function oursText({ ours, unit, spread, cpuMs, fault }: Measured): string {
  const [min, max] = spread ?? []
  const range = min === undefined || max === undefined ? '' : ` (${digits(min)} to ${digits(max)})`
  return `${figure(ours, unit)}${range}${cpuText(cpuMs)}${fault === undefined ? '' : `; ${fault}`}`
}

function cpuText(cpuMs: number | undefined): string {
  return cpuMs === undefined ? '' : `, CPU ${digits(cpuMs)}`
}

function ratioText({ ratio, bar }: Row): string {
  if (ratio === undefined) return ''
  return bar.kind === 'times-faster' ? `${digits(ratio)}x faster` : `${ratio.toFixed(2)}x`
}

function barText(bar: Bar, unit: Measured['unit']): string {
  switch (bar.kind) {
    case 'under':
      return `< ${bar.value} ${unit}`
    case 'at-most-times':
      return `<= ${bar.times}x`
    case 'times-faster':
      return `>= ${bar.times}x faster`
  }
}

function figure(value: number, unit: Measured['unit']): string {
  return `${digits(value)} ${unit}`
}

/** Three digits are all that a measurement says. */
function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1)
}
