import { compareText } from '../plan/compare-text.ts'

/** A name on the swarm that the file gives a key. */
export interface NamedObject {
  readonly name: string
  /** It is the stack's own; else the file calls it external. */
  readonly own: boolean
}

const NOT_IN_KEYS = /[^a-zA-Z0-9._-]+/

/**
 * A key of the file for each name: without the stack's name before it where the object is the stack's
 * own, else the name itself. What no key can have becomes a dash, and a key that is taken gets a number.
 * `reserved` are keys with a meaning of their own.
 */
export function chooseKeys(
  stack: string,
  objects: readonly NamedObject[],
  reserved: readonly string[] = [],
): ReadonlyMap<string, string> {
  const prefix = `${stack}_`
  const keys = new Map<string, string>()
  const taken = new Set<string>()
  const ownFirst = objects.toSorted(
    (a, b) => Number(b.own) - Number(a.own) || compareText(a.name, b.name),
  )
  for (const { name, own } of ownFirst) {
    if (keys.has(name)) continue
    const scoped = own && name.startsWith(prefix) && name.length > prefix.length
    const key = keyOf(scoped ? name.slice(prefix.length) : name)
    const isFree = (candidate: string): boolean =>
      !taken.has(candidate) && (scoped || !reserved.includes(candidate))
    let free = key
    for (let count = 2; !isFree(free); count++) free = `${key}-${count}`
    keys.set(name, free)
    taken.add(free)
  }
  return keys
}

/** Placeholders of templates lose their braces. A key begins with a letter or digit, for files are named by it. */
function keyOf(name: string): string {
  if (!NOT_IN_KEYS.test(name) && /^[a-zA-Z0-9]/.test(name)) return name
  const key = name
    .split(NOT_IN_KEYS)
    .join('-')
    .replace(/^[-._]+|[-.]+$/g, '')
  return key === '' ? 'unnamed' : key
}

/** `external` and `name` of an entry, as far as the file has to say them. */
export function naming(
  stack: string,
  key: string,
  { name, own }: NamedObject,
): { readonly external?: true; readonly name?: string } {
  if (own) return name === `${stack}_${key}` ? {} : { name }
  return name === key ? { external: true } : { external: true, name }
}
