export * from './deploy-api.ts'
