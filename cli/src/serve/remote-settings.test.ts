import { describe, expect, it } from 'vitest'
import { remoteSettings, type RemoteServeOptions } from './remote-settings.ts'

const URL = 'https://gitlab.example.org/ops/stacks.git'

function read(options: RemoteServeOptions, environment: Record<string, string> = {}) {
  return remoteSettings(options, environment, (path) => `/here/${path}`)
}

describe('remoteSettings', () => {
  it('says nothing where no repository is named', () => {
    expect(read({})).toBeUndefined()
    expect(read({}, { KESAKO_REPOSITORY: '' })).toBeUndefined()
  })

  it('takes each setting of the environment, and an option before it', () => {
    const environment = {
      KESAKO_REPOSITORY: 'git@example.org:stacks.git',
      KESAKO_BRANCH: 'production',
      KESAKO_SSH_KEY: 'key',
      KESAKO_KNOWN_HOSTS: 'hosts',
      KESAKO_POLL: '2m',
    }
    expect(read({}, environment)).toMatchObject({
      url: { kind: 'ssh' },
      branch: 'production',
      credentials: { keyFile: '/here/key', knownHostsFile: '/here/hosts' },
      pollMs: 120_000,
      journalRefs: 'refs/kesako/branches/production',
    })
    expect(
      read({ repository: URL, gitTokenFile: 't', gitCa: 'ca', poll: '5s' }, environment),
    ).toMatchObject({
      url: { kind: 'https' },
      credentials: { tokenFile: '/here/t', certificateFile: '/here/ca' },
      pollMs: 5000,
    })
  })

  it.each([
    [undefined, 'refs/kesako'],
    ['none', undefined],
    ['refs/heads/kesako', 'refs/heads/kesako'],
    ['refs/kesako/production', 'refs/kesako/production'],
  ])('keeps the journal, told %s, in %s', (journalRefs, place) => {
    expect(
      read({ repository: URL, ...(journalRefs === undefined ? {} : { journalRefs }) })?.journalRefs,
    ).toBe(place)
  })

  it.each([
    { branch: 'main' },
    { repository: URL, poll: '0s' },
    { repository: URL, poll: '5' },
    { repository: URL, poll: '99999h' },
    { repository: URL, journalRefs: 'refs/heads' },
    { repository: URL, journalRefs: 'refs/heads/main' },
    { repository: URL, journalRefs: 'refs/heads/main/kesako' },
    { repository: URL, journalRefs: '--force' },
    { repository: URL, branch: 'kesako/main', journalRefs: 'refs/heads/kesako' },
  ] satisfies RemoteServeOptions[])('%j is wrong use', (options) => {
    expect(() => read(options)).toThrow(/--(?:repository|poll|journal-refs)/)
  })
})
