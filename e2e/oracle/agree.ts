import { formatProblem, type Problem } from '@kesako/core'
import { type Bodies, BODY_KINDS, type Body } from './bodies.ts'
import { convertCase, type OurAnswer } from './convert-case.ts'
import { type Difference, differences } from './difference.ts'
import type { KeptDifference, OracleCase } from './oracle-case.ts'
import type { CliAnswer } from './record-cli.ts'
import { keysWarnedByCli, keysWarnedByUs } from './warned-keys.ts'

/**
 * In which ways our answer is not the CLI's, in words; empty when they agree. A difference that the
 * case keeps on purpose must be there, exactly as the case says.
 */
export function disagreements(
  given: OracleCase,
  cli: CliAnswer,
  ours: OurAnswer,
): readonly string[] {
  const kept = given.differs
  if (kept !== undefined) return notAsKept(kept, cli.deploy, ours)
  const found = deployDisagreements(cli.deploy, ours)
  return ours.bodies === undefined || cli.deploy.bodies === undefined
    ? found
    : [...found, ...configDisagreements(given, cli, ours.bodies)]
}

/** The same without what `docker stack config` printed, for cases that keep no difference. */
export function deployDisagreements(
  deploy: CliAnswer['deploy'],
  ours: OurAnswer,
): readonly string[] {
  const theirs = deploy.bodies
  if (theirs === undefined && ours.bodies === undefined) return []
  if (theirs === undefined) return [`the CLI refuses it, we convert it: ${reason(deploy)}`]
  if (ours.bodies === undefined)
    return [`the CLI deploys it, we refuse it: ${errors(ours.problems)}`]
  return [
    ...bodyDifferences(theirs, ours.bodies).map(({ message }) => message),
    ...warningDifferences(deploy, ours),
  ]
}

function notAsKept(
  kept: KeptDifference,
  deploy: CliAnswer['deploy'],
  ours: OurAnswer,
): readonly string[] {
  const theirs = deploy.bodies
  switch (kept.kind) {
    case 'we-refuse': {
      const codes = ours.problems.filter(isError).map(({ code }) => code)
      if (theirs !== undefined && codes.length > 0 && codes.every((code) => code === kept.code))
        return []
      return [
        `the case says that only we refuse it, by ${kept.code}; our errors: ${codes.join(', ') || 'none'}; the CLI ${theirs === undefined ? 'refuses' : 'deploys'}`,
      ]
    }
    case 'we-accept':
      if (theirs === undefined && ours.bodies !== undefined) return []
      return ['the case says that only the CLI refuses it, and that is not so']
    case 'specs': {
      if (theirs === undefined || ours.bodies === undefined)
        return ['the case says that both convert it, and one refuses']
      const found = bodyDifferences(theirs, ours.bodies)
      const others = found
        .filter(({ path }) => !kept.paths.includes(path))
        .map(({ message }) => message)
      const gone = kept.paths.filter(
        (path) => !found.some((difference) => difference.path === path),
      )
      return [
        ...others,
        ...gone.map((path) => `${path} is equal, and the case says that it is not`),
      ]
    }
  }
}

function bodyDifferences(cli: Bodies, ours: Bodies): readonly Difference[] {
  return BODY_KINDS.flatMap((kind) => {
    const theirs = byName(cli[kind])
    const own = byName(ours[kind])
    return [...new Set([...theirs.keys(), ...own.keys()])].flatMap((name) =>
      differences(theirs.get(name), own.get(name), `${kind}.${name}`),
    )
  })
}

/** By name; further objects of a name that comes twice are numbered. */
function byName(bodies: readonly Body[]): ReadonlyMap<string, Body> {
  const named = new Map<string, Body>()
  for (const body of bodies) {
    const name = String(body['Name'])
    let number = 2
    let key = name
    while (named.has(key)) key = `${name} (${number++})`
    named.set(key, body)
  }
  return named
}

function warningDifferences(deploy: CliAnswer['deploy'], ours: OurAnswer): readonly string[] {
  const theirs = keysWarnedByCli(deploy.stderr)
  const own = keysWarnedByUs(ours.problems)
  const missing = [...theirs].filter((key) => !own.has(key))
  const added = [...own].filter((key) => !theirs.has(key))
  return [
    ...missing.map((key) => `the CLI warns that it ignores ${key}, we don't`),
    ...added.map((key) => `we warn that ${key} is ignored, the CLI doesn't`),
  ]
}

/**
 * `docker stack config` prints what it read in the CLI's own spelling, so that we must read the
 * same in there. It prints a dollar sign as it is, although reading that again would need two, and
 * keys that are newer than the version that it prints.
 */
function configDisagreements(given: OracleCase, cli: CliAnswer, ours: Bodies): readonly string[] {
  if (cli.config.code !== 0)
    return [`docker stack config refuses what it deploys: ${cli.config.stderr}`]
  const file = 'docker-compose.yml'
  const stdout = cli.config.stdout.replace(/^version: .*\n/, '').replaceAll('$', '$$$$')
  const printed = Buffer.from(stdout)
  const files = new Map([...given.files, [file, printed]])
  const again = convertCase({ ...given, files, composeFiles: [file] })
  const found =
    again.bodies === undefined
      ? [`we refuse what docker stack config prints: ${errors(again.problems)}`]
      : bodyDifferences(ours, again.bodies).map(
          ({ path }) => `${path} is another one after docker stack config printed the file`,
        )
  if (given.configDiffers === undefined) return found
  return found.length > 0
    ? []
    : ['the case says that docker stack config prints something else, and it does not']
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}

function errors(problems: readonly Problem[]): string {
  return problems.filter(isError).map(formatProblem).join('; ')
}

function reason({ stderr }: CliAnswer['deploy']): string {
  return stderr.trim().split('\n').at(-1) ?? ''
}
