import type { RegistryView } from '@kesako/contract'

/** Those of the state folder come first, as they do when credentials are looked for; then those that docker's own file adds. */
export function knownRegistries(
  own: readonly RegistryView[],
  ofDockerConfig: readonly string[],
): readonly RegistryView[] {
  const names = new Set(own.map(({ registry }) => registry))
  const source = 'docker-config' as const
  return [
    ...own,
    ...ofDockerConfig.filter((name) => !names.has(name)).map((registry) => ({ registry, source })),
  ]
}
