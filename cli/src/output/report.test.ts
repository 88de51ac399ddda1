import { expect, test } from 'vitest'
import { describeProblem } from './report.ts'
import { styleFor } from './style.ts'

const style = styleFor({ isTerminal: false, write: () => undefined }, {})
const place = { file: 'a.yml', line: 2, column: 3 }

test.each([
  [
    'names the path that the sentence leaves out',
    { path: 'services.web', message: 'it has no image', remedy: 'Add image.' },
    'a.yml:2:3: error: services.web: it has no image\n    Add image.',
  ],
  [
    'names no path twice',
    { path: 'services.web.tty', message: 'services.web.tty must be true or false' },
    'a.yml:2:3: error: services.web.tty must be true or false',
  ],
  [
    'names no path of the whole file',
    { path: '', message: 'this is not valid YAML' },
    'a.yml:2:3: error: this is not valid YAML',
  ],
])('%s', (_, problem, expected) => {
  expect(describeProblem({ code: 'c', severity: 'error', place, ...problem }, style)).toBe(expected)
})
