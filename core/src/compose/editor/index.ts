export { type Completion, completionsAt } from './completions-at.ts'
export { describeKey, type KeyDescription, type KeySummary, nearestPath } from './describe-key.ts'
export { type Hover, hoverAt } from './hover-at.ts'
