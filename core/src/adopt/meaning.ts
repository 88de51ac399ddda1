/** Why a Compose file can't say a field, by the field's path without list keys; the first match counts. */
const MEANINGS: readonly (readonly [pattern: RegExp, meaning: string])[] = [
  [
    /^Labels\[com\.docker\.stack\.image\]$/,
    'It differs from the image that runs, and any update of a job runs it again.',
  ],
  [
    /^Mode\.ReplicatedJob\./,
    'A job of a Compose file runs all its tasks side by side: replicas is both numbers.',
  ],
  [
    /\.Networks/,
    'A service of a Compose file is on the networks that it names, or on default, and always under its own name.',
  ],
  [
    /ContainerSpec\.Labels/,
    'Deploying puts the label of the stack on the containers, and the file can only add others.',
  ],
  [/Privileges\.CredentialSpec/, 'This credential spec has no form in a Compose file here.'],
  [
    /Privileges\./,
    'A Compose file of a swarm has no security_opt: no SELinux, seccomp, AppArmor or no-new-privileges.',
  ],
  [/ContainerSpec\.Groups/, 'A Compose file of a swarm has no group_add.'],
  [/DNSConfig\.Options/, 'A Compose file of a swarm has no dns_opt.'],
  [/OomScoreAdj/, 'A swarm takes no oom_score_adj from a Compose file.'],
  [/TmpfsOptions/, 'A tmpfs of a Compose file has a size and nothing else.'],
  [
    /VolumeOptions\.(?:DriverConfig|Labels)/,
    'All mounts of a volume share the driver, options and labels of its entry; one made by others has none.',
  ],
  [/Mounts\[/, 'Mounts of a Compose file do not have it.'],
  [/EndpointSpec\.Ports.*\.Name$/, 'Ports of a Compose file have no name.'],
  [/GenericResources/, 'Generic resources of a Compose file are counted, never named.'],
  [/(?:SwapBytes|MemorySwappiness)$/, 'A Compose file of a swarm has no swap settings.'],
  [/Templating/, 'A template driver has no options in a Compose file.'],
  [/^(?:Driver|Options|IPAM|Internal|Attachable)/, 'The network can not be written as it is.'],
]

/** One sentence for a person who wonders what the field was for. */
export function meaningOf(path: string, live: unknown): string {
  const known = MEANINGS.find(([pattern]) => pattern.test(path))?.[1]
  if (known !== undefined) return known
  return live === undefined
    ? 'Converting a Compose file always sets it.'
    : 'A Compose file of a swarm has no key for it.'
}
