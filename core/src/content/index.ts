export * from './content-kind.ts'
export { contentOrigin, type ContentOrigin } from './content-origin.ts'
export { contentUsers, type ContentUsers, type StackInGit } from './content-users.ts'
export * from './decide-content.ts'
