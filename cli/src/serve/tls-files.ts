import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Log } from '@kesako/deploy'
import type { ListenOptions, RunningServer } from '@kesako/server'
import { CliError } from '../cli-error.ts'

/** Paths of a certificate chain and its key, PEM. */
export interface TlsFiles {
  readonly certificate: string
  readonly key: string
}

type Tls = NonNullable<ListenOptions['tls']>

/** How often the files are looked at; SIGHUP does it at once. */
const LOOK_MS = 60_000

/** Throws CliError `tls-unusable` for files that can't be read or don't belong together. */
export async function readTlsFiles(files: TlsFiles): Promise<Tls> {
  try {
    const [certificate, key] = await Promise.all([
      readFile(files.certificate, 'utf8'),
      readFile(files.key, 'utf8'),
    ])
    if (!new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))) {
      throw new TypeError('the key is not that of the certificate')
    }
    return { certificate, key }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CliError(
      'tls-unusable',
      `${files.certificate} and ${files.key} can't be used: ${reason}.`,
      'Name a certificate chain and its key without a passphrase, both PEM.',
    )
  }
}

/** Takes a renewed certificate when the files changed. What can't be used is logged, and the old one stays. */
export function followTlsFiles(
  files: TlsFiles,
  first: Tls,
  server: RunningServer,
  log: Log,
): Disposable {
  let known = first
  async function look(): Promise<void> {
    try {
      const tls = await readTlsFiles(files)
      if (tls.certificate === known.certificate && tls.key === known.key) return
      server.useCertificate(tls)
      known = tls
      log.info('certificate renewed', { file: files.certificate })
    } catch (error) {
      log.error('the certificate stays as it was', { error })
    }
  }
  const listen = (): void => void look()
  const timer = setInterval(listen, LOOK_MS).unref()
  process.on('SIGHUP', listen)
  return {
    [Symbol.dispose]() {
      clearInterval(timer)
      process.off('SIGHUP', listen)
    },
  }
}
