import type { OracleCase } from '../oracle-case.ts'
import type { RandomOutcome } from './run-random.ts'

/** The counts, and the failing case as the files that it can be kept as. */
export function formatRandom(cli: string, outcome: RandomOutcome): string {
  const { seed, runs, deployed, foreseen, failure } = outcome
  const counts = `docker CLI ${cli}: ${runs} random stacks of seed ${seed}, ${deployed} of them deployed`
  if (failure === undefined) {
    const kept = `${foreseen} that the engine would refuse are refused by us before`
    return `${counts}; all agree, and ${kept}.\n`
  }
  return [
    `${counts}; stack ${failure.index} does not agree:`,
    ...failure.differences.map((difference) => `  ${difference}`),
    'Again, with the same stacks:',
    `  npm run oracle -- --random ${runs} --seed ${seed}`,
    'To keep it as a case, save this in a folder e2e/oracle/testdata/<area>/<case>/:',
    ...filesOf(failure.given),
    '',
  ].join('\n')
}

function filesOf({ files, composeFiles, stack, env }: OracleCase): readonly string[] {
  const texts = [...files].map(([path, content]) => [path, content.toString()] as const)
  const compose = texts.filter(([path]) => composeFiles.includes(path))
  const named = texts.filter(
    ([path]) =>
      !composeFiles.includes(path) && compose.some(([, text]) => text.includes(nameOf(path))),
  )
  const settings = JSON.stringify({ files: composeFiles, stack, env }, undefined, 2)
  return [...compose, ...named, ['case.json', settings] as const].flatMap(([path, text]) => [
    `--- ${path}`,
    ...text.replace(/\n$/, '').split('\n'),
  ])
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
