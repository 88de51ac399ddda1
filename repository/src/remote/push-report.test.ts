import { expect, it } from 'vitest'
import { declineReason, readPushReport } from './push-report.ts'

const REF = 'refs/heads/main'

it.each([
  [`*\tabc:${REF}\t[new branch]`, 'taken'],
  [` \tabc:${REF}\t1111111..2222222`, 'taken'],
  [`=\tabc:${REF}\t[up to date]`, 'taken'],
  [`!\tabc:${REF}\t[rejected] (fetch first)`, 'moved-on'],
  [`!\tabc:${REF}\t[rejected] (non-fast-forward)`, 'moved-on'],
  [`!\tabc:${REF}\t[remote rejected] (protected branch hook declined)`, 'declined'],
  [`!\tabc:${REF}\t[remote failure] (remote failed to report status)`, undefined],
  ['', undefined],
])('%j: %s', (line, verdict) => {
  expect(readPushReport(`To https://host/x\n${line}\nDone\n`).get(REF)).toBe(verdict)
})

it("keeps the remote's reason", () => {
  const text = `!\tabc:${REF}\t[remote rejected] (protected branch hook declined)\nDone\n`
  expect(declineReason(text, REF)).toBe('protected branch hook declined')
  expect(declineReason(text, 'refs/heads/other')).toBe('')
})
