import { array, constantFrom, sample } from 'fast-check'
import { expect, test } from 'vitest'
import { disagreements } from './agree.ts'
import { convertCase } from './convert-case.ts'
import { findCli } from './find-cli.ts'
import { inParallel } from './in-parallel.ts'
import type { OracleCase } from './oracle-case.ts'
import { recordCli } from './record-cli.ts'
import { startRecordingEngine } from './recording-engine.ts'

/*
 * Texts with variables, made of what their syntax is made of. All valid ones stand in a few files;
 * each of the others needs a file of its own, so only some are tried.
 */
const TEXTS = 2000
const INVALID = 30
const EACH = 250

const env = { SET: 'val', EMPTY: '', A: 'a', B: 'b$A' }

const parts =
  '$ ${ } { : - ? + :- :? $$ ${SET ${UNSET ${A} $A SET EMPTY UNSET A B x 1 . / " % = é \u017F \u212A'
const part = constantFrom(' ', ...parts.split(' '))
const template = array(part, { minLength: 1, maxLength: 9 }).map((chosen) => chosen.join(''))

const cli = await findCli(process.env)

test('texts with variables are filled in as the docker CLI does', async ({ skip }) => {
  if ('refusal' in cli) return skip(cli.refusal)
  const texts = sample(template, TEXTS)
  const isValid = (text: string) => convertCase(caseOf([text])).bodies !== undefined
  const valid = texts.filter(isValid)
  const invalid = texts.filter((text) => !isValid(text)).slice(0, INVALID)
  const batches = Array.from({ length: Math.ceil(valid.length / EACH) }, (_, index) =>
    caseOf(valid.slice(index * EACH, (index + 1) * EACH)),
  )
  const cases = [...batches, ...invalid.map((text) => caseOf([text]))]
  const found = await inParallel(cases, 2, startRecordingEngine, async (given, engine) => {
    const answer = await recordCli(given, { program: cli.program, engine })
    return disagreements(given, answer, convertCase(given)).map((text) => `${text} ${given.name}`)
  })
  expect(found.flat()).toEqual([])
})

function caseOf(texts: readonly string[]): OracleCase {
  const file = 'docker-compose.json'
  const content = JSON.stringify({ services: { a: { image: 'x', command: texts } } })
  const name = texts.length === 1 ? content : `${texts.length} texts`
  return {
    name,
    stack: 'S',
    files: new Map([[file, Buffer.from(content)]]),
    composeFiles: [file],
    env,
  }
}
