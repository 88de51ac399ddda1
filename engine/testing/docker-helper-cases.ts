import type { RegistryAuth } from '../src/engine-api.ts'
import { ANA, ana, type DockerConfigCase, HUB } from './docker-config-cases.ts'

const helped = (serveraddress: string): RegistryAuth => ({
  username: 'helped',
  password: 'by program',
  serveraddress,
})

/**
 * What `docker-credential-fake` of these cases does: it knows every registry, but none whose name has
 * `missing` in it, fails for `broken`, and answers `token` with an identity token.
 */
export const FAKE_HELPER = `#!/bin/sh
[ "$1" = get ] || exit 9
host=$(cat)
printf '%s\\n' "$host" >>"$FAKE_HELPER_CALLS"
case "$host" in
*missing*) echo 'credentials not found in native keychain'; exit 1 ;;
*broken*) echo 'the vault is sealed: hvs.SECRET'; exit 1 ;;
*garbage*) echo 'hvs.SECRET' ;;
*nameless*) echo '{"ServerURL":"","Username":"","Secret":""}' ;;
*token*) printf '{"ServerURL":"%s","Username":"<token>","Secret":"identity"}' "$host" ;;
*) printf '{"ServerURL":"%s","Username":"helped","Secret":"by program"}' "$host" ;;
esac
`

/** Cases of `credsStore` and `credHelpers`. */
export const HELPER_CASES: readonly DockerConfigCase[] = [
  {
    name: 'the store',
    image: 'r.io/web',
    config: { credsStore: 'fake' },
    sent: helped('r.io'),
    asked: 'r.io',
  },
  {
    name: 'the store for Docker Hub',
    image: 'web',
    config: { credsStore: 'fake' },
    sent: helped(HUB),
    asked: HUB,
  },
  {
    name: 'the store before auths',
    image: 'r.io/web',
    config: { credsStore: 'fake', auths: { 'r.io': ANA } },
    sent: helped('r.io'),
    asked: 'r.io',
  },
  {
    name: 'a store that knows nothing, and auths',
    image: 'missing.io/web',
    config: { credsStore: 'fake', auths: { 'missing.io': ANA } },
    sent: 'nothing',
    asked: 'missing.io',
  },
  {
    name: 'a store that knows nothing, and a registry token',
    image: 'missing.io/web',
    config: { credsStore: 'fake', auths: { 'missing.io': { registrytoken: 'bearer' } } },
    sent: { registrytoken: 'bearer' },
    asked: 'missing.io',
  },
  {
    name: 'a store that gives a token',
    image: 'token.io/web',
    config: { credsStore: 'fake' },
    sent: { identitytoken: 'identity', serveraddress: 'token.io' },
    asked: 'token.io',
  },
  {
    name: 'a store that gives neither name nor secret',
    image: 'nameless.io/web',
    config: { credsStore: 'fake' },
    sent: 'nothing',
    asked: 'nameless.io',
    unlikeCli: 'it sends an address without credentials',
  },
  {
    name: 'a store that fails',
    image: 'broken.io/web',
    config: { credsStore: 'fake', auths: { 'broken.io': ANA } },
    sent: 'failure',
    asked: 'broken.io',
  },
  {
    name: 'a store that answers nonsense',
    image: 'garbage.io/web',
    config: { credsStore: 'fake' },
    sent: 'failure',
    asked: 'garbage.io',
  },
  {
    name: 'a store that isn’t there',
    image: 'r.io/web',
    config: { credsStore: 'absent', auths: { 'r.io': ANA } },
    sent: 'failure',
  },
  {
    name: 'a store with a path for a name',
    image: 'r.io/web',
    config: { credsStore: '../fake' },
    sent: 'failure',
  },
  {
    name: 'a store without a name',
    image: 'r.io/web',
    config: { credsStore: '', auths: { 'r.io': ANA } },
    sent: ana('r.io'),
  },
  {
    name: 'a helper for the host',
    image: 'r.io/web',
    config: { credHelpers: { 'r.io': 'fake' } },
    sent: helped('r.io'),
    asked: 'r.io',
  },
  {
    name: 'a helper for host and port',
    image: 'r.io:5000/web',
    config: { credHelpers: { 'r.io:5000': 'fake' } },
    sent: helped('r.io:5000'),
    asked: 'r.io:5000',
  },
  {
    name: 'a helper before the store',
    image: 'r.io/web',
    config: { credHelpers: { 'r.io': 'fake' }, credsStore: 'absent' },
    sent: helped('r.io'),
    asked: 'r.io',
  },
  {
    name: 'a helper for another host',
    image: 'r.io/web',
    config: { credHelpers: { 's.io': 'fake' }, auths: { 'r.io': ANA } },
    sent: ana('r.io'),
  },
  {
    name: 'a helper under a key with a scheme',
    image: 'r.io/web',
    config: { credHelpers: { 'https://r.io': 'fake' } },
    sent: 'nothing',
  },
  {
    name: 'a helper for Docker Hub',
    image: 'web',
    config: { credHelpers: { [HUB]: 'fake' } },
    sent: helped(HUB),
    asked: HUB,
  },
  {
    name: 'a helper for Docker Hub by name',
    image: 'web',
    config: { credHelpers: { 'docker.io': 'fake' } },
    sent: 'nothing',
  },
  {
    name: 'a helper without a name beside a store',
    image: 'r.io/web',
    config: { credHelpers: { 'r.io': '' }, credsStore: 'fake', auths: { 'r.io': ANA } },
    sent: ana('r.io'),
  },
]
