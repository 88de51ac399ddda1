import { devNull } from 'node:os'
import { programPath, runProgram, tryProgram, type ProgramResult } from './run-program.ts'

/** What every Git of a test sees: no configuration of this machine, no question to a person, a fixed author. */
export const isolatedGitEnvironment: Readonly<Record<string, string>> = {
  PATH: programPath,
  HOME: '/nonexistent',
  LANG: 'C.UTF-8',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Ada Author',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Carl Committer',
  GIT_COMMITTER_EMAIL: 'carl@example.org',
  GIT_CONFIG_COUNT: '2',
  GIT_CONFIG_KEY_0: 'init.defaultBranch',
  GIT_CONFIG_VALUE_0: 'main',
  GIT_CONFIG_KEY_1: 'commit.gpgSign',
  GIT_CONFIG_VALUE_1: 'false',
}

/** Runs git in a folder, apart from this machine's configuration, and gives what it printed. */
export function git(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  return runProgram('git', args, {
    cwd: folder,
    env: { ...isolatedGitEnvironment, ...environment },
  })
}

/** As `git`, for a command that may fail: the exit code and both outputs. */
export function tryGit(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ProgramResult> {
  return tryProgram('git', args, {
    cwd: folder,
    env: { ...isolatedGitEnvironment, ...environment },
  })
}
