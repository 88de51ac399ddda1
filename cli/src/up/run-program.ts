import { spawn } from 'node:child_process'
import { CliError } from '../cli-error.ts'

/**
 * Runs a program by its argument list and shows each line that it prints.
 * Rejects with the last lines when it ends with another code than 0.
 */
export function runProgram(
  command: string,
  args: readonly string[],
  onLine: (line: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const last: string[] = []
    const take = (text: string): void => {
      for (const line of text.split('\n')) {
        if (line.trim() === '') continue
        last.push(line)
        if (last.length > 15) last.shift()
        onLine(line)
      }
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    child.on('error', (cause) =>
      reject(new CliError('program-missing', `${command} can't be run: ${cause.message}.`)),
    )
    child.on('close', (code) => {
      if (code === 0) return resolve()
      reject(
        new CliError(
          'program-failed',
          `${command} ended with code ${code ?? 'none'}:\n${last.map((line) => `    ${line}`).join('\n')}`,
        ),
      )
    })
  })
}
