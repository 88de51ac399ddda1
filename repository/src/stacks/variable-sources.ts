import type { StackVariable } from '../repository-api.ts'
import type { ChosenFiles } from './choose-files.ts'
import type { ReadStack } from './read-stack.ts'

/** Which variables a stack uses and where each comes from, first found; sorted by name, without any value. */
export function variableSources(
  chosen: Pick<ChosenFiles, 'settings' | 'variables'>,
  { settings, inFile, loaded }: Pick<ReadStack, 'settings' | 'inFile' | 'loaded'>,
  used: ReadonlyMap<string, string | undefined>,
): readonly StackVariable[] {
  return [...used]
    .map(([name, value]): StackVariable => {
      if (settings.env.has(name)) return { name, from: 'settings', ...at(chosen.settings?.path) }
      if (inFile.has(name)) return { name, from: 'file', ...at(chosen.variables?.path) }
      if (value !== undefined) return { name, from: 'runner' }
      return { name, from: loaded?.unset.get(name) === 'default' ? 'default' : 'unset' }
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function at(path: string | undefined): { readonly path?: string } {
  return path === undefined ? {} : { path }
}
