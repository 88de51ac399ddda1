import { join } from 'node:path'
import { CliError } from '../cli-error.ts'
import type { Progress } from '../output/progress.ts'
import type { World } from '../world.ts'
import { ProgramFailed, runProgram } from './run-program.ts'

/**
 * Sees to programs of the distribution: `sample` Git and busybox, `up` also the engine and iptables.
 * Nothing happens where all are there. Without `install`, or where it can't be, the error says what is missing.
 */
export async function installPackages(
  world: World,
  progress: Progress,
  request: { readonly set: 'sample' | 'up'; readonly title: string; readonly install: boolean },
): Promise<void> {
  const script = join(world.installation, 'bootstrap/packages.sh')
  const args = [script, ...(request.install ? [] : ['--no-install']), request.set]
  await progress.step(request.title, async () => {
    try {
      await runProgram(world, 'sh', args, (line) => progress.note(withoutName(line)))
    } catch (error) {
      throw error instanceof ProgramFailed ? missingPrograms(error) : error
    }
  })
}

/** What the script said is on the screen already; its last line is what to do. */
function missingPrograms({ lines }: ProgramFailed): CliError {
  const remedy = withoutName(lines.at(-1) ?? '')
  return new CliError(
    'programs-missing',
    'Programs are missing on this machine, see above.',
    remedy,
  )
}

function withoutName(line: string): string {
  return line.replace(/^kesako: /, '')
}
