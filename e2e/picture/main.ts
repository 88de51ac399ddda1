import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { browser, runProgram } from '../lab/index.ts'
import { composeFile } from '../scenario/compose.ts'
import { eventually } from '../scenario/eventually.ts'
import { openStage } from '../scenario/stage.ts'

/**
 * Takes the README's picture of a real swarm: stacks that run, one that fails, one that drifted, one
 * that is disabled, and one that others deployed.
 */
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const target = process.argv[2] ?? join(root, 'docs/images/overview.png')

const [web, worker] = [
  { command: ['serve'], replicas: 2 },
  { command: ['work'], replicas: 1 },
]
await using stage = await openStage()
const { kesako, clone, engine } = stage
const docker = (args: readonly string[], input?: string): Promise<string> =>
  runProgram('docker', args, {
    env: { PATH: process.env['PATH'], DOCKER_HOST: engine.host, HOME: '/nonexistent' },
    ...(input === undefined ? {} : { input }),
  })

await docker(
  ['stack', 'deploy', '--resolve-image=never', '-c', '-', 'legacy-cms'],
  composeFile({ web }).replace(/^x-kesako:\n.*\n/m, ''),
)
const commits: readonly (readonly [message: string, files: Readonly<Record<string, string>>])[] = [
  ['Keep events for 90 days', { 'docker-compose-analytics.yml': composeFile({ web, worker }) }],
  ['Renew DKIM key', { 'docker-compose-mail.yml': composeFile({ smtp: { replicas: 3 }, web }) }],
  ['Back up every hour', { 'docker-compose-postgres.yml': composeFile({ db: {} }) }],
  [
    'Move web to 2.14.0',
    { 'docker-compose-shop.yml': composeFile({ web: { ...web, replicas: 4 }, worker }) },
  ],
  [
    'Disable until the next release',
    {
      'docker-compose-staging-shop.yml': composeFile({ web, worker }),
      'stack-staging-shop.json': '{"enabled": false}\n',
    },
  ],
  ['Theme: larger type', { 'docker-compose-wiki.yml': composeFile({ web }) }],
]
for (const [message, files] of commits) await clone.commit(files, message)
const billing = await clone.push(
  { 'docker-compose-billing.yml': composeFile({ api: { command: ['fail', '1'] }, web }) },
  'Rotate the invoice template',
)
await kesako.ended('billing', billing, 120_000)
await docker(['service', 'scale', '--detach', 'shop_web=6'])
await eventually('the drift is seen', async () => (await kesako.stack('shop')).sync === 'drifted')

const link = /Log in: (\S+)/.exec(kesako.output())?.[1] ?? ''
await using chromium = await browser()
const page = await chromium.newPage({
  viewport: { width: 1440, height: 900 },
  colorScheme: 'light',
})
await page.goto(link)
await page.getByText('postgres').first().waitFor()
await page.waitForTimeout(1500)
await page.screenshot({ path: target })
process.stdout.write(`${target}\n`)
