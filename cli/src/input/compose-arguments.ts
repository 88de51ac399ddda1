import { wrongUse } from '../cli-error.ts'

/**
 * The values of `-c`, as the docker CLI takes them: repeatable, and each a list with commas.
 * `-` is standard input.
 */
export function composeFiles(values: readonly string[]): readonly string[] {
  const files = values.flatMap(splitCommas).filter((file) => file !== '')
  if (files.length === 0) {
    throw wrongUse('No Compose file is named.', 'Name one with -c FILE.')
  }
  return files
}

/** One CSV record: a field in double quotes may hold commas; two double quotes stand for one. */
function splitCommas(value: string): readonly string[] {
  const fields = [...value.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
  return fields.map((match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
}
