import { expect, it } from 'vitest'
import { withEnabled, withVariables } from './settings-change.ts'

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

it.each([
  { text: undefined, changed: '{\n  "env": {\n    "A": "1"\n  }\n}\n' },
  { text: '{"env":{"A":"1"}}', changed: undefined },
  {
    text: '{"env":{"A":"2","B":"3"},"adopt":true}',
    changed: '{\n  "env": {\n    "A": "1",\n    "B": "3"\n  },\n  "adopt": true\n}\n',
  },
])('$text with A', ({ text, changed }) => {
  expect(withVariables(text, new Map([['A', '1']]))).toBe(changed)
})
