export { absentKeyRemedy } from './absent-key.ts'
export { type Completion, completionsAt } from './completions-at.ts'
export {
  describeKey,
  describeSetting,
  type KeyDescription,
  type KeySummary,
  nearestPath,
} from './describe-key.ts'
export { type Hover, hoverAt } from './hover-at.ts'
