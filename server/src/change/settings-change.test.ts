import { expect, it } from 'vitest'
import { withEnabled } from './settings-change.ts'

it.each([
  { text: undefined, enabled: true, changed: undefined },
  { text: undefined, enabled: false, changed: '{\n  "enabled": false\n}\n' },
  {
    text: '{"env":{"A":"1"},"enabled":false}',
    enabled: true,
    changed: '{\n  "env": {\n    "A": "1"\n  },\n  "enabled": true\n}\n',
  },
  { text: '{"enabled":false}', enabled: false, changed: undefined },
])('$text enabled: $enabled', ({ text, enabled, changed }) => {
  expect(withEnabled(text, enabled)).toBe(changed)
})

it.each(['{', '[]', '1', ''])('refuses %j', (text) => {
  expect(() => withEnabled(text, false)).toThrow(SyntaxError)
})
