/** What a case loses when what its files were deployed as is written back; all others lose nothing. */
export interface ExpectedLoss {
  readonly reason: string
  /** `kind name field: effect`, or `problem code path` where the written file can't be converted. */
  readonly losses: readonly string[]
}

const hosts = ['service shop_a TaskTemplate.ContainerSpec.Hosts: restarts']
const odd = 'A list splits at the first = or :, so this name or address has no other form.'

export const EXPECTED_LOSSES: Readonly<Record<string, ExpectedLoss>> = {
  'extra-hosts/list-both-separators': { reason: odd, losses: hosts },
  'extra-hosts/mapping-date': { reason: odd, losses: hosts },
  'extra-hosts/mapping-float': { reason: odd, losses: hosts },
  'extra-hosts/mapping-large-float': { reason: odd, losses: hosts },
  'extra-hosts/mapping-host-with-equals': { reason: odd, losses: hosts },
  'extra-hosts/mapping-number': { reason: odd, losses: hosts },
  'extra-hosts/mapping-number-beyond-63-bits': { reason: odd, losses: hosts },
  'merge/lists-appended-with-doubles': {
    reason: 'No list of a file may hold the same twice; two files that are merged can.',
    losses: [
      'service shop_a TaskTemplate.ContainerSpec.DNSConfig.Nameservers: restarts',
      'service shop_a TaskTemplate.ContainerSpec.DNSConfig.Search: restarts',
    ],
  },
  'types/extra-hosts-number': { reason: odd, losses: hosts },
}

/** Cases that convert and that no swarm runs. */
export const NEVER_RUN: readonly string[] = [
  // Networks of these names can't be made.
  'networks/default-external-without-name',
  'networks/own-network-called-host',
  // A service can't be on one network twice.
  'networks/two-keys-with-one-name',
  // The engine drops an entry that says nothing.
  'resources/generic-empty-entry',
]
