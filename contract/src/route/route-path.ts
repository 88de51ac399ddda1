import type { Route } from './route.ts'

type Values = Readonly<Record<string, string | number | boolean | undefined>>

/** Path and query of a request: parameters put in and everything escaped. */
export function routePath(route: Route, params: Values = {}, query: Values = {}): string {
  const path = route.path.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined)
      throw new TypeError(`The parameter ${name} of ${route.path} is missing.`)
    return encodeURIComponent(String(value))
  })
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}
