export * from './stack-health.ts'
