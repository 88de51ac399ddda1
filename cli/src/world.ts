/** All that a verb may know of its surroundings; `main` fills it in, tests pass their own. */
export interface World {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The caller's working folder, absolute. */
  readonly workingDirectory: string
  readonly home: string
  readonly stdin: AsyncIterable<Uint8Array>
  readonly stdout: TextSink
  readonly stderr: TextSink
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal
  readonly processId: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Milliseconds, monotonic. */
  readonly monotonic: () => number
  readonly randomHex: (bytes: number) => string
  /** Folder of the checkout: where `bootstrap/` and `dist/` are. */
  readonly installation: string
  readonly version: string
}

export interface TextSink {
  write(text: string): void
  readonly isTerminal: boolean
}
