import type { Log } from '@kesako/deploy'
import { pino, type DestinationStream } from 'pino'
import { redactFields, redactText } from './redact.ts'

export interface LogOptions {
  /** Default `info`. */
  readonly level?: 'info' | 'warn' | 'error' | 'silent'
  /** Default: standard output. */
  readonly destination?: DestinationStream
}

/** A log of one JSON object a line; secrets and credentials in URLs never get into it. */
export function createLog(options: LogOptions = {}): Log {
  const settings = {
    level: options.level ?? 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const sink =
    options.destination === undefined ? pino(settings) : pino(settings, options.destination)
  return {
    info: (message, fields) => sink.info(redactFields(fields ?? {}), redactText(message)),
    warn: (message, fields) => sink.warn(redactFields(fields ?? {}), redactText(message)),
    error: (message, fields) => sink.error(redactFields(fields ?? {}), redactText(message)),
  }
}
