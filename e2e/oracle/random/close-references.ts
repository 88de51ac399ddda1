import { isList, isMapping, type Mapping, type Tree } from './tree.ts'

type Section = 'networks' | 'volumes' | 'secrets' | 'configs'
const sections: readonly Section[] = ['networks', 'volumes', 'secrets', 'configs']

/** Defines in the first file what some service uses and no file defines, and gives images. */
export function closeReferences(files: readonly Mapping[]): readonly Mapping[] {
  const [first, ...others] = files
  if (first === undefined) return files
  let closed = withImages(first, others)
  for (const section of sections) {
    const defined = new Set(files.flatMap((file) => keysOf(file[section])))
    const missing = files
      .flatMap((file) => usesOf(file, section))
      .filter((name) => !defined.has(name))
    if (missing.length === 0) continue
    const entries = missing.map((name) => [name, simplest(section)] as const)
    const before = closed[section]
    closed = {
      ...closed,
      [section]: { ...(isMapping(before) && before), ...Object.fromEntries(entries) },
    }
  }
  return [closed, ...others]
}

function simplest(section: Section): Tree {
  return section === 'networks' || section === 'volumes' ? null : { file: 'one.txt' }
}

function withImages(first: Mapping, others: readonly Mapping[]): Mapping {
  const services = { ...(isMapping(first['services']) && first['services']) }
  for (const name of new Set([first, ...others].flatMap((file) => keysOf(file['services'])))) {
    const found = [first, ...others].map((file) => serviceOf(file, name)?.['image'])
    if (found.some((image) => image !== undefined)) continue
    services[name] = { image: 'bb', ...serviceOf(first, name) }
  }
  return { ...first, services }
}

function serviceOf(file: Mapping, name: string): Mapping | undefined {
  const services = file['services']
  const service = isMapping(services) ? services[name] : undefined
  return isMapping(service) ? service : undefined
}

function usesOf(file: Mapping, section: Section): readonly string[] {
  return keysOf(file['services']).flatMap((name) => {
    const uses = serviceOf(file, name)?.[section]
    if (isMapping(uses)) return Object.keys(uses)
    return isList(uses) ? uses.flatMap((use) => usedName(use, section)) : []
  })
}

function usedName(use: Tree, section: Section): readonly string[] {
  if (section === 'volumes') return volumeName(use)
  const name = isMapping(use) ? use['source'] : use
  return typeof name === 'string' ? [name] : []
}

function volumeName(use: Tree): readonly string[] {
  if (typeof use === 'string') {
    const [source, target] = use.split(':')
    return target !== undefined && source !== undefined && /^\w[\w.-]+$/.test(source)
      ? [source]
      : []
  }
  const source = isMapping(use) ? use['source'] : undefined
  return typeof source === 'string' && /^\w[\w.-]*$/.test(source) ? [source] : []
}

function keysOf(tree: Tree | undefined): readonly string[] {
  return isMapping(tree) ? Object.keys(tree) : []
}
