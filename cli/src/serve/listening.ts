import type { ListenOptions } from '@kesako/server'
import { wrongUse } from '../cli-error.ts'
import { listenOption } from './listen-option.ts'
import { readTlsFiles, type TlsFiles } from './tls-files.ts'

/** What `serve` and `up` are told about where they listen. */
export interface ListeningOptions {
  readonly listen: string
  readonly tlsCert?: string
  readonly tlsKey?: string
  /** Repeatable. */
  readonly trustedProxy?: readonly string[]
  readonly publicAddress?: string
}

export interface Listening {
  readonly listen: ListenOptions
  readonly tlsFiles?: TlsFiles
  readonly publicUrl?: string
}

/** Reads the certificate too; throws wrong use for options that don't belong together. */
export async function listening(options: ListeningOptions): Promise<Listening> {
  const { tlsCert, tlsKey, trustedProxy = [], publicAddress } = options
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    throw wrongUse('--tls-cert and --tls-key belong together.', 'Name both files.')
  }
  const files =
    tlsCert === undefined || tlsKey === undefined
      ? undefined
      : { certificate: tlsCert, key: tlsKey }
  const listen = {
    ...listenOption(options.listen),
    ...(trustedProxy.length === 0 ? {} : { trustedProxies: trustedProxy }),
    ...(files === undefined ? {} : { tls: await readTlsFiles(files) }),
  }
  return {
    listen,
    ...(files === undefined ? {} : { tlsFiles: files }),
    ...(publicAddress === undefined ? {} : { publicUrl: publicUrl(publicAddress) }),
  }
}

function publicUrl(address: string): string {
  const url = URL.parse(address)
  const plain = url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/'
  if (plain && url.search === '' && url.hash === '' && url.username === '') return url.origin
  throw wrongUse(
    `--public-address takes the address that people use, and is ${address}.`,
    'For example: https://kesako.example.org',
  )
}
