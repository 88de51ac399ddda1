import { expect, it } from 'vitest'
import { openRepository } from '../open-repository.ts'
import { sha256, temporaryRepository } from '../testing/temporary-repository.ts'

it('says where each variable comes from, and never its value', async () => {
  await using repository = await temporaryRepository()
  const stacks = openRepository({
    path: repository.path,
    digest: sha256,
    variables: new Map([
      ['RUNNER', 'hidden'],
      ['SETTING', 'overridden'],
    ]),
  })
  const revision = repository.push({
    'docker-compose-shop.yml': `services:
  web:
    image: "web:\${SETTING}-\${FILE}"
    command: ["\${RUNNER}", "\${DEFAULTED:-x}", "\${NOTHING}", "\${BOTH:-x}", "\${BOTH}"]
    environment: [PASSED]
`,
    'stack-shop.json': '{ "env": { "SETTING": "hidden", "UNUSED": "x" } }',
    'shop.env': 'FILE=hidden\nRUNNER\n',
  })
  const [stack] = (await stacks.load(revision)).stacks
  await stacks.close()
  expect(stack?.variables).toEqual([
    { name: 'BOTH', from: 'unset' },
    { name: 'DEFAULTED', from: 'default' },
    { name: 'FILE', from: 'file', path: 'shop.env' },
    { name: 'NOTHING', from: 'unset' },
    { name: 'PASSED', from: 'unset' },
    { name: 'RUNNER', from: 'runner' },
    { name: 'SETTING', from: 'settings', path: 'stack-shop.json' },
  ])
})
