import { expect, test } from 'vitest'
import { disagreements } from './agree.ts'
import type { Bodies } from './bodies.ts'
import type { OurAnswer } from './convert-case.ts'
import type { KeptDifference, OracleCase } from './oracle-case.ts'
import type { CliAnswer } from './record-cli.ts'
import { convertCase } from './convert-case.ts'

const YAML = 'services: {a: {image: x, user: root}}\n'

function given(differs?: KeptDifference): OracleCase {
  const files = new Map([['docker-compose.yml', Buffer.from(YAML)]])
  const kept = differs === undefined ? {} : { differs }
  return { name: 'a/b', stack: 'S', files, composeFiles: ['docker-compose.yml'], env: {}, ...kept }
}

const ours = convertCase(given())
const bodies: Bodies = ours.bodies ?? { networks: [], secrets: [], configs: [], services: [] }
const refused: OurAnswer = {
  problems: [{ code: 'some-code', severity: 'error', message: 'it is wrong' }],
}

function cli(answered: Bodies | undefined, stderr = ''): CliAnswer {
  const deploy = { code: answered === undefined ? 1 : 0, stderr }
  return {
    deploy: answered === undefined ? deploy : { ...deploy, bodies: answered },
    config: { code: 0, stderr: '', stdout: YAML },
  }
}

test('equal answers and two refusals agree', () => {
  expect(disagreements(given(), cli(bodies), ours)).toEqual([])
  expect(disagreements(given(), cli(undefined), refused)).toEqual([])
})

test('a refusal of one side is a disagreement', () => {
  expect(disagreements(given(), cli(undefined, 'bad\nworse\n'), ours)).toEqual([
    'the CLI refuses it, we convert it: worse',
  ])
  expect(disagreements(given(), cli(bodies), refused)).toEqual([
    'the CLI deploys it, we refuse it: error: it is wrong.',
  ])
})

test('names the fields that differ, and the objects that one side lacks', () => {
  const [service = {}] = bodies.services
  const other = { ...bodies, networks: [], services: [{ ...service, Mode: { Global: {} } }] }
  expect(disagreements(given(), cli(other), ours)).toEqual([
    expect.stringContaining('networks.S_default: the CLI has nothing, we have {'),
    'services.S_a.Mode.Global: the CLI has {}, we have nothing',
    'services.S_a.Mode.Replicated: the CLI has nothing, we have {}',
  ])
})

test('warnings of ignored keys must be the same', () => {
  const stderr =
    'Ignoring unsupported options: links, pid\n\nIgnoring deprecated options:\n\nexpose: x.\n\n'
  expect(disagreements(given(), cli(bodies, stderr), ours)).toEqual([
    "the CLI warns that it ignores links, we don't",
    "the CLI warns that it ignores pid, we don't",
    "the CLI warns that it ignores expose, we don't",
  ])
})

test('a kept difference must be there, exactly as the case says', () => {
  const refuses = given({ kind: 'we-refuse', code: 'some-code', reason: 'better' })
  expect(disagreements(refuses, cli(bodies), refused)).toEqual([])
  expect(disagreements(refuses, cli(bodies), ours)).toHaveLength(1)
  expect(disagreements(refuses, cli(undefined), refused)).toHaveLength(1)
  const otherCode = given({ kind: 'we-refuse', code: 'other-code', reason: 'better' })
  expect(disagreements(otherCode, cli(bodies), refused)).toHaveLength(1)
  const accepts = given({ kind: 'we-accept', reason: 'better' })
  expect(disagreements(accepts, cli(undefined), ours)).toEqual([])
  expect(disagreements(accepts, cli(bodies), ours)).toHaveLength(1)
})

test('specs that are kept different name their paths', () => {
  const paths = ['services.S_a.Mode.Global', 'services.S_a.Mode.Replicated']
  const differs = given({ kind: 'specs', paths, reason: 'better' })
  const [service = {}] = bodies.services
  const other = { ...bodies, services: [{ ...service, Mode: { Global: {} } }] }
  expect(disagreements(differs, cli(other), ours)).toEqual([])
  expect(disagreements(differs, cli(bodies), ours)).toHaveLength(2)
})

test('what docker stack config prints must be read as the same', () => {
  const answer = cli(bodies)
  const printed = { ...answer, config: { ...answer.config, stdout: YAML.replace('root', 'me') } }
  expect(disagreements(given(), printed, ours)).toEqual([
    'services.S_a.TaskTemplate.ContainerSpec.User is another one after docker stack config printed the file',
  ])
  expect(disagreements({ ...given(), configDiffers: 'a quirk' }, printed, ours)).toEqual([])
  expect(disagreements({ ...given(), configDiffers: 'a quirk' }, answer, ours)).toHaveLength(1)
})
