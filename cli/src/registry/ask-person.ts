import { ReadStream } from 'node:tty'
import { CliError, wrongUse } from '../cli-error.ts'
import type { World } from '../world.ts'

const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
const LONGEST_LINE = 65_536

/** Asks for one line at the terminal; `hidden` shows nothing of it. Wrong use where there is none. */
export async function askPerson(
  world: World,
  question: string,
  how: 'shown' | 'hidden' = 'shown',
): Promise<string> {
  const { stdin, stderr } = world
  if (!(stdin instanceof ReadStream)) {
    throw wrongUse(
      'There is no terminal to ask for the password at.',
      'Pipe it: … | kesako registry login HOST --username NAME --password-stdin',
    )
  }
  stderr.write(question)
  const hidden = how === 'hidden'
  if (hidden) stdin.setRawMode(true)
  try {
    return await readLine(stdin)
  } finally {
    if (hidden) {
      stdin.setRawMode(false)
      stderr.write('\n')
    }
    stdin.pause()
  }
}

/** In raw mode, which a terminal doesn't edit lines in, also what backspace and Ctrl-C mean. */
function readLine(stdin: ReadStream): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let line: readonly string[] = []
  const listen = (text: string): void => {
    for (const character of text) {
      if (character === '\r' || character === '\n') return resolve(line.join(''))
      if (character === CTRL_C || character === CTRL_D) {
        return reject(new CliError('interrupted', 'Nothing was saved.'))
      }
      if (character === '\u007F' || character === '\b') line = line.slice(0, -1)
      else if (line.length < LONGEST_LINE) line = [...line, character]
    }
  }
  const end = (): void => reject(new CliError('interrupted', 'Nothing was saved.'))
  // One that was paused after an earlier question flows again only when told to.
  stdin.setEncoding('utf8').on('data', listen).once('end', end).resume()
  return promise.finally(() => {
    stdin.off('data', listen)
    stdin.off('end', end)
  })
}
