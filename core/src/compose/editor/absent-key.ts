import { forbiddenKeys } from '../service-keys.ts'
import { foreignKeyRemedy } from '../schema/foreign-keys.ts'

/** What to write in place of a key that other Compose programs have; undefined for a key that nobody has. */
export function absentKeyRemedy(path: string): string | undefined {
  const parts = path.split('.')
  const [section = '', ...rest] = parts
  const last = parts.at(-1) ?? ''
  const isOfService = section === 'services' && rest.length > 0 && rest.length <= 2
  return (
    (isOfService ? forbiddenKeys.get(last) : undefined) ??
    foreignKeyRemedy(parts) ??
    foreignKeyRemedy([section, '*', ...rest])
  )
}
