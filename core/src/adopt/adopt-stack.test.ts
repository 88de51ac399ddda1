import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import type { LiveService } from '../live/live-state.ts'
import { type Adoption, isExact } from './adoption.ts'
import { adoptShop, CASES, changed, container, deployed, textOf } from './testdata/deployed-case.ts'

/*
 * A case is a Compose file with the files that it names, deployed by others as the stack shop, and
 * what is written for it: `written.txt`, by `vitest -u`.
 */
function render({ files, losses, notes, problems }: Adoption): string {
  const texts = files.map(({ path, content }) => `==> ${path} <==\n${textOf(content)}`)
  const said = [...problems, ...notes].map(
    ({ code, message, remedy }) => `${code}: ${message} ${remedy}`,
  )
  return [...texts, ...said, ...losses.map((loss) => JSON.stringify(loss)), ''].join('\n')
}

test.each(readdirSync(CASES).filter((name) => existsSync(join(CASES, name, 'docker-compose.yml'))))(
  'writes %s',
  async (name) => {
    const adoption = adoptShop(deployed(name))
    expect(isExact(adoption)).toBe(true)
    await expect(render(adoption)).toMatchFileSnapshot(join(CASES, name, 'written.txt'))
  },
)

describe('what was changed by hand is written', () => {
  it.each<[name: string, change: (spec: LiveService['spec']) => object, text: string]>([
    ['replicas', () => ({ Mode: { Replicated: { Replicas: 7 } } }), 'replicas: 7'],
    [
      'one replica, which needs no word',
      () => ({ Mode: { Replicated: { Replicas: 1 } } }),
      'deploy:\n      endpoint_mode: dnsrr\n',
    ],
    [
      'an image with a digest that the label tells nothing of',
      container({ Image: `postgres:18@sha256:${'a'.repeat(64)}` }),
      `image: postgres:18@sha256:${'a'.repeat(64)}`,
    ],
    [
      'the image as asked for, not its digest',
      container({ Image: `postgres:17@sha256:${'a'.repeat(64)}` }),
      'image: postgres:17\n',
    ],
    ['a variable', container({ Env: ['PGDATA=/data'] }), 'environment:\n      PGDATA: /data'],
  ])('%s', (_, change, text) => {
    const adoption = adoptShop(changed('shop_db', change))
    expect(adoption.losses).toEqual([])
    expect(textOf(adoption.files[0]?.content)).toContain(text)
  })
})

describe('notes', () => {
  const codes = ({ notes }: Adoption): readonly string[] => notes.map(({ code }) => code)

  it('tell of secrets, of what is left out, and of variables that look like secrets', () => {
    const live = changed('shop_db', container({ Env: ['KEY_FILE=/k', 'POSTGRES_PASSWORD=x'] }))
    const [network] = live.networks
    if (network === undefined) throw new Error('no network')
    const left = { ...network, id: 'left', name: 'shop_left' }
    const adoption = adoptShop({ ...live, networks: [...live.networks, left] })
    expect(adoption.losses).toEqual([])
    expect(codes(adoption)).toEqual(['secret-external', 'unused-left-out', 'secret-in-file'])
    expect(adoption.notes.map(({ message }) => message).join(' ')).toMatch(
      /shop_key, shop_tls .* shop_left.* POSTGRES_PASSWORD of the service shop_db/,
    )
  })

  it('tell of an order that only docker stack deploy would stumble over', () => {
    const live = changed('shop_db', container({ Env: ['B=1', 'A=1'] }))
    const adoption = adoptShop(live)
    expect([adoption.losses, codes(adoption)]).toEqual([[], ['secret-external', 'other-order']])
  })
})
