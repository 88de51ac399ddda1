import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ServerError } from '../server-error.ts'

const MARK = '# Written by Kesako; changes are lost at its next start.'

/**
 * The `pre-receive` hook: plain POSIX sh with no program but the shell's own, so that it costs next
 * to nothing. It sends Git's quarantine variables and the refs to the server that started this
 * push, through the socket that it inherited, and prints and does what the server answers:
 * `say TEXT`, then `accept` or `reject`.
 */
export const HOOK_SCRIPT = `#!/bin/sh
${MARK}
refuse() {
  printf 'kesako: %s\\n' "$1" >&2
  exit 1
}
[ "\${KESAKO_CHANNEL:-}" = 3 ] || refuse 'push to the address that Kesako serves; nothing is taken otherwise.'
{
  printf 'hook 1\\n'
  for name in GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_QUARANTINE_PATH; do
    eval "value=\\\${$name:-}"
    printf 'env %s=%s\\n' "$name" "$value"
  done
  while read -r old new ref; do
    printf 'ref %s %s %s\\n' "$old" "$new" "$ref"
  done
  printf 'end\\n'
} >&3 2>/dev/null || refuse 'the server does not answer; nothing was taken. Push again.'
while IFS= read -r line <&3; do
  case $line in
    accept) exit 0 ;;
    reject) exit 1 ;;
    'say '*) printf '%s\\n' "\${line#say }" >&2 ;;
  esac
done
refuse 'the server went away; nothing was taken. Push again.'
`

/** Puts the hook into a bare repository. Throws ServerError `hook-foreign` instead of replacing another one. */
export async function installHook(repositoryPath: string): Promise<void> {
  const folder = join(repositoryPath, 'hooks')
  const path = join(folder, 'pre-receive')
  const found = await readFile(path, 'utf8').catch(() => undefined)
  if (found !== undefined && !found.includes(MARK)) {
    throw new ServerError(
      'hook-foreign',
      `${path} is not Kesako's own hook.`,
      'Move it away: pushes to the stacks repository are checked by Kesako.',
    )
  }
  await mkdir(folder, { recursive: true })
  if (found !== HOOK_SCRIPT) {
    await writeFile(`${path}.new`, HOOK_SCRIPT, { mode: 0o755 })
    await rename(`${path}.new`, path)
  }
  await chmod(path, 0o755)
}
