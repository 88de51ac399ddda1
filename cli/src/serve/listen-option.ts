import { wrongUse } from '../cli-error.ts'

/** `host:port`, `[::1]:port`, or a port alone on 127.0.0.1. */
export function listenOption(value: string): { readonly host: string; readonly port: number } {
  const parts = /^(?:(?:\[([^\]]+)\]|([^:]+)):)?(\d{1,5})$/.exec(value)
  const port = Number(parts?.[3])
  if (parts === null || port > 65_535) {
    throw wrongUse(`--listen takes HOST:PORT, and is ${value}.`, 'For example: 127.0.0.1:8080')
  }
  return { host: parts[1] ?? parts[2] ?? '127.0.0.1', port }
}
