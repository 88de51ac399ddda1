import type { Deployment, DeploymentEnd, Outcome } from './deployment.ts'

/** Steps of a deployment, in order. */
export type Step = 'read' | 'resolve' | 'plan' | 'apply' | 'converge' | 'prune' | 'record'

/** What happens, as it happens. `at` is ISO 8601. */
export type DeploymentEvent = { readonly at: string } & (
  | { readonly type: 'deployment-started'; readonly deployment: Deployment }
  | {
      readonly type: 'deployment-step'
      readonly stack: string
      readonly deploymentId: string
      readonly step: Step
      readonly message: string
    }
  | {
      readonly type: 'deployment-ended'
      readonly stack: string
      readonly deploymentId: string
      readonly end: DeploymentEnd
    }
  | {
      readonly type: 'pass-ended'
      readonly revision?: string
      readonly outcomes: Readonly<Record<string, Outcome>>
    }
  | { readonly type: 'everything-held'; readonly code: string; readonly reason: string }
  | { readonly type: 'engine-lost'; readonly reason: string }
  | { readonly type: 'engine-back' }
  | { readonly type: 'stacks-changed' }
)
