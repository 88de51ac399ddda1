import type { RegistryAuth } from '../src/engine-api.ts'

/** A `config.json`, an image, and what is sent for it. */
export interface DockerConfigCase {
  readonly name: string
  /** An object is written as JSON. */
  readonly config: unknown
  readonly image: string
  /** `failure`: no credentials, and it is said why. */
  readonly sent: RegistryAuth | 'nothing' | 'failure'
  /** What the helper is asked with. */
  readonly asked?: string
  /** Why the docker CLI does otherwise. */
  readonly unlikeCli?: string
}

export const HUB = 'https://index.docker.io/v1/'

const packed = (text: string): string => Buffer.from(text).toString('base64')

export const ANA = { auth: packed('ana:word') }
const BEN = { auth: packed('ben:other') }

/** What is sent for the entry ANA. */
export const ana = (serveraddress: string): RegistryAuth => ({
  username: 'ana',
  password: 'word',
  serveraddress,
})

export const FILE_CASES: readonly DockerConfigCase[] = [
  // auths
  { name: 'the host', image: 'r.io/web', config: { auths: { 'r.io': ANA } }, sent: ana('r.io') },
  { name: 'another host', image: 'r.io/web', config: { auths: { 's.io': ANA } }, sent: 'nothing' },
  {
    name: 'host and port',
    image: 'r.io:5000/web',
    config: { auths: { 'r.io:5000': ANA } },
    sent: ana('r.io:5000'),
  },
  {
    name: 'a port that the key lacks',
    image: 'r.io:5000/web',
    config: { auths: { 'r.io': ANA } },
    sent: 'nothing',
  },
  {
    name: 'a port that the image lacks',
    image: 'r.io/web',
    config: { auths: { 'r.io:443': ANA } },
    sent: 'nothing',
  },
  {
    name: 'a key with a scheme',
    image: 'r.io/web',
    config: { auths: { 'https://r.io': ANA } },
    sent: ana('https://r.io'),
  },
  {
    name: 'a key with scheme and path',
    image: 'r.io/web',
    config: { auths: { 'https://r.io/v2/': ANA } },
    sent: ana('https://r.io/v2/'),
  },
  {
    name: 'a key with a path',
    image: 'r.io/web',
    config: { auths: { 'r.io/v1/': ANA } },
    sent: ana('r.io/v1/'),
  },
  {
    name: 'a key with scheme, port and path',
    image: 'r.io:5000/web',
    config: { auths: { 'http://r.io:5000/v1/': ANA } },
    sent: ana('http://r.io:5000/v1/'),
  },
  {
    name: 'the exact key before another',
    image: 'r.io/web',
    config: { auths: { 'https://r.io': BEN, 'r.io': ANA } },
    sent: ana('r.io'),
  },
  {
    name: 'a key in capitals',
    image: 'r.io/web',
    config: { auths: { 'R.io': ANA } },
    sent: 'nothing',
  },
  {
    name: 'localhost',
    image: 'localhost/web',
    config: { auths: { localhost: ANA } },
    sent: ana('localhost'),
  },
  {
    name: 'localhost with a port',
    image: 'localhost:5000/web',
    config: { auths: { 'localhost:5000': ANA } },
    sent: ana('localhost:5000'),
  },
  {
    name: 'a digest',
    image: `r.io/web@sha256:${'0'.repeat(64)}`,
    config: { auths: { 'r.io': ANA } },
    sent: ana('r.io'),
  },
  // Docker Hub
  { name: 'Docker Hub', image: 'web', config: { auths: { [HUB]: ANA } }, sent: ana(HUB) },
  {
    name: 'Docker Hub by name',
    image: 'docker.io/team/web',
    config: { auths: { [HUB]: ANA } },
    sent: ana(HUB),
  },
  {
    name: 'Docker Hub by its old name',
    image: 'index.docker.io/team/web',
    config: { auths: { [HUB]: ANA } },
    sent: ana(HUB),
  },
  {
    name: 'Docker Hub under another key',
    image: 'web',
    config: { auths: { 'docker.io': ANA, 'index.docker.io': ANA } },
    sent: 'nothing',
  },
  // what an entry holds
  {
    name: 'name and password written out',
    image: 'r.io/web',
    config: { auths: { 'r.io': { username: 'ana', password: 'word' } } },
    sent: ana('r.io'),
  },
  {
    name: 'auth before what is written out',
    image: 'r.io/web',
    config: { auths: { 'r.io': { username: 'ben', password: 'other', ...ANA } } },
    sent: ana('r.io'),
  },
  {
    name: 'an identity token',
    image: 'r.io/web',
    config: { auths: { 'r.io': { identitytoken: 'identity' } } },
    sent: { identitytoken: 'identity', serveraddress: 'r.io' },
  },
  {
    name: 'an identity token beside auth',
    image: 'r.io/web',
    config: { auths: { 'r.io': { ...ANA, identitytoken: 'identity' } } },
    sent: { ...ana('r.io'), identitytoken: 'identity' },
  },
  {
    name: 'a registry token',
    image: 'r.io/web',
    config: { auths: { 'r.io': { registrytoken: 'bearer' } } },
    sent: { registrytoken: 'bearer', serveraddress: 'r.io' },
  },
  {
    name: 'a password with colons',
    image: 'r.io/web',
    config: { auths: { 'r.io': { auth: packed('ana:a:b:') } } },
    sent: { username: 'ana', password: 'a:b:', serveraddress: 'r.io' },
  },
  {
    name: 'a password that isn’t ASCII',
    image: 'r.io/web',
    config: { auths: { 'r.io': { auth: packed('ana:wörd €') } } },
    sent: { username: 'ana', password: 'wörd €', serveraddress: 'r.io' },
  },
  {
    name: 'a password padded with zeros',
    image: 'r.io/web',
    config: { auths: { 'r.io': { auth: packed('ana:word\0\0') } } },
    sent: ana('r.io'),
  },
  {
    name: 'an entry without anything',
    image: 'r.io/web',
    config: { auths: { 'r.io': {} } },
    sent: 'nothing',
    unlikeCli: 'it sends an address without credentials',
  },
  {
    name: 'an entry that is null',
    image: 'r.io/web',
    config: { auths: { 'r.io': null } },
    sent: 'nothing',
    unlikeCli: 'it sends an address without credentials',
  },
  {
    name: 'auth without a colon',
    image: 'r.io/web',
    config: { auths: { 'r.io': { auth: packed('ana') } } },
    sent: 'nothing',
    unlikeCli: 'it sends what it could not read',
  },
  {
    name: 'auth without a name',
    image: 'r.io/web',
    config: { auths: { 'r.io': { auth: packed(':word') } } },
    sent: 'nothing',
    unlikeCli: 'it sends what it could not read',
  },
  {
    name: 'auth that is not base64',
    image: 'r.io/web',
    config: { auths: { 'r.io': { auth: '!!!' } } },
    sent: 'nothing',
    unlikeCli: 'it sends what it could not read',
  },
  {
    name: 'a damaged entry beside a good one',
    image: 'r.io/web',
    config: { auths: { 'a.io': { auth: '!!!' }, 'r.io': ANA } },
    sent: ana('r.io'),
    unlikeCli: 'which entries it reads before the damaged one is chance',
  },
  // the file
  { name: 'an empty object', image: 'r.io/web', config: {}, sent: 'nothing' },
  { name: 'an empty file', image: 'r.io/web', config: '', sent: 'nothing' },
  {
    name: 'half a file',
    image: 'r.io/web',
    config: '{"auths": {',
    sent: 'failure',
    unlikeCli: 'it warns and sends nothing',
  },
  {
    name: 'a list',
    image: 'r.io/web',
    config: '[]',
    sent: 'failure',
    unlikeCli: 'it warns and sends nothing',
  },
  { name: 'auths of another type', image: 'r.io/web', config: { auths: [] }, sent: 'nothing' },
]
