import type { FileRead } from '../compose-api.ts'

/** Why a file that the stack needs can't be used, and what to do. */
export function describeUnreadable(
  path: string,
  read: Exclude<FileRead, { readonly kind: 'file' }>,
): { readonly code: string; readonly message: string; readonly remedy: string } {
  switch (read.kind) {
    case 'missing':
      return {
        code: 'file-missing',
        message: `the file "${path}" does not exist`,
        remedy: path.includes('~')
          ? 'Write the whole path: ~ is not the home folder here.'
          : 'Add it, or correct the path; it is relative to the first Compose file.',
      }
    case 'directory':
      return {
        code: 'file-is-directory',
        message: `"${path}" is a folder, not a file`,
        remedy: 'Name a file in it.',
      }
    case 'symlink':
      return {
        code: 'file-is-symlink',
        message: `"${path}" is a symbolic link, which is never followed`,
        remedy: 'Commit the file itself in its place.',
      }
    case 'outside':
      return {
        code: 'file-outside',
        message: `"${path}" is outside of the repository`,
        remedy: 'Commit the file inside the repository.',
      }
    case 'too-large':
      return {
        code: 'file-too-large',
        message: `the file "${path}" has ${read.sizeBytes} bytes, above the limit of ${read.limitBytes}`,
        remedy: 'Put large data into a volume or into the image.',
      }
  }
}
