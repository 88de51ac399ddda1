/** One line of the benchmark: what was measured, beside what, and the bar that the design sets. */
export interface Row {
  readonly work: string
  readonly figure: string
  readonly beside: string
  readonly ratio: string
  readonly bar: string
  readonly held: boolean
}

export function formatRows(rows: readonly Row[]): string {
  const header = ['work', 'Kesako', 'docker CLI, or raw', 'ratio', 'bar', 'held']
  const cells = rows.map((row) => [
    row.work,
    row.figure,
    row.beside,
    row.ratio,
    row.bar,
    row.held ? 'yes' : 'NO',
  ])
  const widths = header.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => (row[column] ?? '').length)),
  )
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join(
    '\n',
  )
}

export function milliseconds(value: number): string {
  return value >= 100 ? `${Math.round(value)} ms` : `${value.toFixed(1)} ms`
}
