import { EngineError } from '@kesako/engine'
import { CommanderError } from 'commander'
import { describe, expect, it } from 'vitest'
import { CliError, wrongUse } from '../cli-error.ts'
import { describeFailure } from './failure.ts'

describe('describeFailure', () => {
  it.each([
    [wrongUse('No.', 'Yes.'), { code: 'wrong-use', message: 'No.', remedy: 'Yes.', exitCode: 2 }],
    [new CliError('held', 'Held.'), { code: 'held', message: 'Held.', exitCode: 1 }],
    [
      new CommanderError(1, 'commander.unknownOption', "error: unknown option '--x'"),
      { code: 'wrong-use', message: "unknown option '--x'", exitCode: 2 },
    ],
    [
      new EngineError('refused', 'It says no.'),
      { code: 'engine-refused', message: 'It says no.', exitCode: 1 },
    ],
    [
      Object.assign(new Error('Broken.'), { code: 'git-missing', remedy: 'Install git.' }),
      { code: 'git-missing', message: 'Broken.', remedy: 'Install git.', exitCode: 1 },
    ],
    [new TypeError('a bug'), { code: 'unexpected', message: 'a bug', exitCode: 1 }],
    ['a text', { code: 'unexpected', message: 'a text', exitCode: 1 }],
  ])('%s', (error, expected) => {
    expect(describeFailure(error)).toEqual(expected)
  })

  it.each([
    [Object.assign(new Error('taken'), { code: 'listen-failed', remedy: 'x' }), /--listen/],
    [new EngineError('no-manager', 'a worker'), /DOCKER_HOST/],
    [Object.assign(new Error('denied'), { code: 'EACCES' }), /--data/],
  ])('%s has a remedy of this program: %s', (error, remedy) => {
    expect(describeFailure(error).remedy).toMatch(remedy)
  })
})
