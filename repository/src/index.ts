export * from './repository-api.ts'
