import { findService, pairOf } from './find-service.ts'
import { splice } from './source-text.ts'

/**
 * The text of a Compose file with another image for a service; undefined where the image isn't written
 * as it stands in the service itself (a variable, an alias, a merge key). Who calls it compares what the
 * file says before and after: an anchor may be used elsewhere.
 */
export function setImage(text: string, service: string, image: string): string | undefined {
  const found = findService(text, service)
  const value = found && pairOf(found.body, 'image')?.value
  if (found === undefined || value?.kind !== 'scalar' || value.tag !== undefined) return undefined
  const from = found.source.offsetOf(value.at)
  const rest = found.source.text.slice(from, from + 1000)
  const written = /^(?:[\w./:@-]+|"[\w./:@-]+"|'[\w./:@-]+')/.exec(rest)?.[0]
  if (written?.replaceAll(/["']/g, '') !== value.text) return undefined
  const quote = /^["']/.exec(written)?.[0] ?? ''
  return splice(found.source, from, from + written.length, `${quote}${image}${quote}`)
}
