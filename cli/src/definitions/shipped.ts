import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readDefinition } from '@kesako/core'
import { CliError } from '../cli-error.ts'

/** A stack definition that comes with Kesako. */
export interface ShippedDefinition {
  readonly name: string
  readonly title: string
  readonly description: string
}

/** All of them, sorted by name. `installation` is the folder of the checkout. */
export async function shippedDefinitions(
  installation: string,
): Promise<readonly ShippedDefinition[]> {
  const names = await readdir(join(installation, 'definitions'))
  return Promise.all(
    names.toSorted().map(async (name) => {
      const bytes = await readShipped(installation, name)
      const { title = name, description = '' } = readDefinition(name, bytes).definition ?? {}
      return { name, title, description }
    }),
  )
}

/** The text of one. */
export async function readShipped(installation: string, name: string): Promise<Uint8Array> {
  const names = await readdir(join(installation, 'definitions'))
  if (!names.includes(name)) {
    throw new CliError(
      'definition-unknown',
      `No stack definition ${name} comes with Kesako.`,
      `Take one of ${names.toSorted().join(', ')}.`,
    )
  }
  return readFile(join(installation, 'definitions', name, 'docker-compose-template.yml'))
}
