import { EngineError } from '../engine-api.ts'

/**
 * A path of the API with one id or name in it: `/services/{id}/update`. Slashes of image names stay.
 * An empty name, or one with a part `.` or `..`, would ask for something else and is refused.
 */
export function pathOf(collection: string, idOrName: string, rest = ''): string {
  const parts = idOrName.split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..')) {
    throw new EngineError('refused', `"${idOrName}" is not an id or name of ${collection}.`)
  }
  return `/${collection}/${parts.map(encodeURIComponent).join('/')}${rest}`
}
