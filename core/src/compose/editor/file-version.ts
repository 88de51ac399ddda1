import { minorVersion, NEWEST } from '../version.ts'
import { valueAt } from './cursor.ts'
import type { Outline } from './outline.ts'

/** The minor version that a file says, or the newest where it says none that there is. */
export function fileVersion(outline: Outline): number {
  const version = valueAt(outline, 'version')
  return (version.kind === 'scalar' ? minorVersion(version.text) : undefined) ?? NEWEST
}
