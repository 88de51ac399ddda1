import type { Duplex } from 'node:stream'

/** What a `pre-receive` hook tells of a push. */
export interface HookMessage {
  /** Git's quarantine variables, as far as they are set. */
  readonly environment: Readonly<Record<string, string>>
  readonly updates: readonly RefUpdate[]
}

/** `before` and `after` are undefined where the ref doesn't exist. */
export interface RefUpdate {
  readonly ref: string
  readonly before: string | undefined
  readonly after: string | undefined
}

export interface HookVerdict {
  readonly accepted: boolean
  /** Printed in the pusher's terminal. */
  readonly lines: readonly string[]
}

/** A push of more than some ten thousand refs is refused. */
const MAX_MESSAGE_LENGTH = 4 * 1024 * 1024
const QUARANTINE = new Set([
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
])

/** Answers the hook at the other end of the channel, once. Whatever goes wrong is a refusal. */
export function answerHook(
  channel: Duplex,
  judge: (message: HookMessage) => Promise<HookVerdict>,
): void {
  let text = ''
  channel.on('error', () => {})
  channel.setEncoding('utf8')
  channel.on('data', function listen(chunk: string) {
    text += chunk
    if (!text.endsWith('\nend\n') && text.length <= MAX_MESSAGE_LENGTH) return
    channel.off('data', listen)
    void decide(text, judge).then((verdict) => channel.end(verdictText(verdict)))
  })
}

async function decide(
  text: string,
  judge: (message: HookMessage) => Promise<HookVerdict>,
): Promise<HookVerdict> {
  const message = hookMessage(text)
  if (message === undefined) {
    return { accepted: false, lines: ['kesako: the push could not be read.'] }
  }
  try {
    return await judge(message)
  } catch {
    return { accepted: false, lines: ['kesako: the push could not be checked.'] }
  }
}

/** Reads the lines of the hook; undefined when they aren't what it sends. */
export function hookMessage(text: string): HookMessage | undefined {
  const environment: Record<string, string> = {}
  const updates: RefUpdate[] = []
  const lines = text.split('\n')
  if (lines[0] !== 'hook 1' || lines.at(-2) !== 'end') return undefined
  for (const line of lines.slice(1, -2)) {
    const variable = /^env ([A-Z_]+)=(.*)$/.exec(line)
    const update = /^ref ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (\S+)$/.exec(line)
    const [, name = '', value = ''] = variable ?? []
    if (variable !== null && QUARANTINE.has(name)) {
      if (value !== '') environment[name] = value
    } else if (update !== null) {
      const [, before = '', after = '', ref = ''] = update
      updates.push({ ref, before: objectName(before), after: objectName(after) })
    } else return undefined
  }
  return { environment, updates }
}

/** Lines for the hook; one that isn't plain text could drive the pusher's terminal. */
export function verdictText({ accepted, lines }: HookVerdict): string {
  const said = lines.flatMap((line) => line.split('\n')).map((line) => `say ${plain(line)}\n`)
  return `${said.join('')}${accepted ? 'accept' : 'reject'}\n`
}

function plain(line: string): string {
  return line.replaceAll(/\p{Cc}/gu, ' ').slice(0, 2000)
}

function objectName(name: string): string | undefined {
  return /^0+$/.test(name) ? undefined : name
}
