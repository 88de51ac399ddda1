import { describe, expect, it } from 'vitest'
import { comparableService } from '../read-back/comparable-service.ts'
import { diffFields } from './diff-fields.ts'
import { engineFeatures } from '../read-back/engine-features.ts'
import { redactText, redactWords } from './redact.ts'
import type { ServiceOptions } from './test-swarm/specs.ts'
import { serviceSpec } from './test-swarm/specs.ts'

const names = { network: (id: string) => id, config: (id: string) => id }

function diff(from: ServiceOptions, to: ServiceOptions): ReturnType<typeof diffFields> {
  const compared = [from, to].map((options) =>
    comparableService(serviceSpec('shop', 'web', options), names, engineFeatures([])),
  )
  return diffFields(compared[0], compared[1])
}

describe('fields of a plan', () => {
  it('name a variable and never show its value', () => {
    const from = { env: ['PORT=80', 'OLD=sesame'] }
    expect(diff(from, { env: ['PORT=8080', 'NEW'] })).toEqual([
      { path: 'TaskTemplate.ContainerSpec.Env[NEW]', to: '(redacted)' },
      { path: 'TaskTemplate.ContainerSpec.Env[OLD]', from: '(redacted)' },
      { path: 'TaskTemplate.ContainerSpec.Env[PORT]', from: '(redacted)', to: '(redacted)' },
    ])
  })

  it('redact labels with secret-looking names and show others', () => {
    const labels = {
      'app.token': 'abc',
      'traefik.http.middlewares.a.basicauth.users': 'u:x',
      tier: 'a',
    }
    expect(diff({}, { labels }).map(({ path, to }) => `${path} ${String(to)}`)).toEqual([
      'Labels[app.token] (redacted)',
      'Labels[tier] a',
      'Labels[traefik.http.middlewares.a.basicauth.users] (redacted)',
    ])
  })

  it('redact what follows --password on a command line', () => {
    expect(diff({}, { args: ['serve', '--password', 'sesame', '--token=abc'] })).toEqual([
      {
        path: 'TaskTemplate.ContainerSpec.Args',
        to: ['serve', '--password', '(redacted)', '--token=(redacted)'],
      },
    ])
  })
})

describe('redactText', () => {
  it.each([
    ['postgres://user:sesame@db/x', 'postgres://(redacted)@db/x'],
    ['o=username=a,password=sesame,rw', 'o=username=a,password=(redacted),rw'],
    ['admin:$2y$05$abcdefgh', 'admin:(redacted)'],
    ['No such image: registry.example/app:1', 'No such image: registry.example/app:1'],
  ])('%s', (text, expected) => {
    expect(redactText(text)).toBe(expected)
  })

  it('leaves ordinary words alone', () => {
    expect(redactWords(['sleep', '3600', '--passive', 'x'])).toEqual([
      'sleep',
      '3600',
      '--passive',
      'x',
    ])
  })
})

describe('a megabyte', () => {
  it.each(['a', 'pass-', '://', 'token '])('of %j is redacted in no time', (text) => {
    const long = text.repeat(1_000_000 / text.length)
    const before = performance.now()
    redactWords([`--${long}`, long])
    expect(performance.now() - before).toBeLessThan(2_000)
  })
})
