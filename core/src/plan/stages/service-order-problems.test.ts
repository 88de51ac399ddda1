import { describe, expect, it } from 'vitest'
import { serviceOrderProblems } from './service-order-problems.ts'

const services = new Set(['api', 'db', 'web'])
const place = { file: 'docker-compose-shop.yml', line: 7, column: 9 }

function said(waves: Record<string, number>, needs: Record<string, readonly string[]>) {
  const order = {
    waves: new Map(Object.entries(waves)),
    serviceDependsOn: new Map(Object.entries(needs)),
  }
  const problems = serviceOrderProblems(services, order, (service) => ({
    place,
    path: `services.${service}`,
  }))
  for (const problem of problems) expect(problem).toMatchObject({ severity: 'error', place })
  return problems.map(({ code, path, message }) => [code, path, message])
}

describe('the order of services', () => {
  it.each([
    ['a wave and a dependency', { db: -1, web: 2 }, { web: ['db', 'api'], api: ['db'] }],
    ['nothing', {}, {}],
  ])('of %s has no problem', (_, waves, needs) => {
    expect(said(waves, needs)).toEqual([])
  })

  it('names a service of a later wave', () => {
    expect(said({ db: 1 }, { web: ['db'] })).toEqual([
      [
        'depends-on-later-wave',
        'services.web',
        'The service "web" of wave 0 depends on "db" of wave 1, which is deployed later.',
      ],
    ])
  })

  it('names what is not there', () => {
    expect(said({ mail: 1 }, { web: ['cache'] }).map(([code, path]) => [code, path])).toEqual([
      ['order-of-unknown-service', 'services.mail'],
      ['depends-on-unknown-service', 'services.web'],
    ])
  })

  it('names a circle once, also one over waves', () => {
    expect(said({ db: 1 }, { web: ['db'], db: ['api'], api: ['web'] })).toEqual([
      [
        'dependency-circle',
        'services.api',
        'Services wait for each other in a circle: api -> web -> db -> api.',
      ],
    ])
    expect(said({}, { web: ['web'] }).map(([code]) => code)).toEqual(['dependency-circle'])
  })
})
