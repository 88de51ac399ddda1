import { describe, expect, it } from 'vitest'
import { parseRemoteUrl } from './remote-url.ts'

describe('parseRemoteUrl', () => {
  it.each([
    ['https://gitlab.example.org/ops/stacks.git', 'https', 'gitlab.example.org', undefined],
    ['https://deploy-1@[::1]:8443/stacks.git', 'https', '[::1]:8443', 'deploy-1'],
    ['ssh://git@example.org:2222/stacks.git', 'ssh', 'example.org:2222', undefined],
    ['git@example.org:ops/stacks.git', 'ssh', 'example.org', undefined],
    ['file:///srv/stacks.git', 'file', 'file', undefined],
  ])('%s', (text, kind, host, username) => {
    expect(parseRemoteUrl(text)).toMatchObject({ kind, host })
    expect(parseRemoteUrl(text).username).toBe(username)
  })

  it('takes the user out of an HTTPS address, and puts git into an SSH address without one', () => {
    expect(parseRemoteUrl('https://bot@h.example/x').address).toBe('https://h.example/x')
    expect(parseRemoteUrl('ssh://h.example/x').address).toBe('ssh://git@h.example/x')
    expect(parseRemoteUrl('h.example:x').address).toBe('git@h.example:x')
  })

  it.each([
    'https://me:s3cret@example.org/x.git',
    'https://example.org/x.git?private_token=s3cret',
    'http://example.org/s3cret.git',
    'git://example.org/s3cret.git',
    'ext::sh -c s3cret',
    'ext::s3cret',
    '--upload-pack=s3cret',
    '-oProxyCommand=s3cret:x',
    'ssh://-oProxyCommand=s3cret/x',
    'ssh://git@-oProxyCommand=s3cret/x',
    '-s3cret@example.org:x',
    'git@example.org:-s3cret',
    'https://example.org',
    'https://exa\tmple.org/s3cret',
    '/srv/s3cret.git',
    'file://host/s3cret.git',
    `https://example.org/s3cret${'x'.repeat(2000)}`,
    '',
  ])('refuses %j, without repeating it', (text) => {
    let thrown: unknown
    try {
      parseRemoteUrl(text)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ code: 'remote-refused' })
    expect(String(thrown)).not.toContain('s3cret')
  })
})
