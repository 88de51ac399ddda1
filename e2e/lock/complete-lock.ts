/** What is read and written of npm's package-lock.json, version 3. */
export interface PackageLock {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

export interface LockedPackage {
  readonly version?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly dev?: boolean
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
  readonly license?: string
  readonly engines?: Readonly<Record<string, string>>
}

/**
 * The same lock with the binaries of all platforms. npm leaves out what it couldn't fetch or had no use for where the
 * lock was made, and `npm ci` then refuses the lock everywhere. The entries added have no integrity: they are of
 * platforms other than those where Kesako is developed.
 */
export function completeLock<Lock extends PackageLock>(lock: Lock): Lock {
  const packages: Record<string, LockedPackage> = { ...lock.packages }
  for (const [parent, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
    const siblings = Object.keys(optionalDependencies).map(
      (name) => packages[`node_modules/${name}`],
    )
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const places = [`node_modules/${name}`, `${parent}/node_modules/${name}`]
      const sibling = siblings.find((entry) => entry?.version === version)
      if (sibling === undefined || places.some((place) => place in packages)) continue
      packages[`node_modules/${name}`] = entryOf(name, version, sibling)
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
  return { ...lock, packages: Object.fromEntries(sorted) }
}

const systems = new Set([
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
])

/** Packages of binaries end in system, processor, and sometimes C library: `binding-linux-arm64-musl`. */
function entryOf(name: string, version: string, sibling: LockedPackage): LockedPackage {
  const words = (name.split('/').at(-1) ?? name).split('-')
  const system = words.find((word) => systems.has(word))
  const processor = system === undefined ? words.at(-2) : words[words.indexOf(system) + 1]
  const library = words.at(-1) ?? ''
  const libc = library.startsWith('musl') ? 'musl' : 'glibc'
  return {
    version,
    ...(processor === undefined ? {} : { cpu: [processor] }),
    ...(sibling.dev === undefined ? {} : { dev: sibling.dev }),
    ...(system === 'linux' && /^(?:gnu|musl)/.test(library) ? { libc: [libc] } : {}),
    ...(sibling.license === undefined ? {} : { license: sibling.license }),
    optional: true,
    ...(system === undefined ? {} : { os: [system] }),
    ...(sibling.engines === undefined ? {} : { engines: sibling.engines }),
  }
}
