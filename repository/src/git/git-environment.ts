/** Whatever the machine's and the person's Git configuration says, these commands behave the same. */
const HERMETIC: Readonly<Record<string, string>> = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/nonexistent',
  XDG_CONFIG_HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '/bin/false',
  GIT_EDITOR: '/bin/false',
  GIT_PAGER: 'cat',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_LITERAL_PATHSPECS: '1',
}

/** Environment of every `git` process; nothing of the caller's own environment gets in but `extra`. */
export function gitEnvironment(
  extra: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return { ...HERMETIC, ...extra }
}

/** Options in front of each command; hooks of the repository are for pushes, not for what Kesako writes. */
export function gitOptions(gitDirectory: string): readonly string[] {
  return [
    `--git-dir=${gitDirectory}`,
    '-c',
    `safe.directory=${gitDirectory}`,
    '-c',
    'core.hooksPath=/dev/null',
    '-c',
    'core.fsmonitor=false',
    '-c',
    'log.showSignature=false',
    '-c',
    'i18n.commitEncoding=UTF-8',
    '-c',
    'i18n.logOutputEncoding=UTF-8',
  ]
}
