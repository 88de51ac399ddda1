import type { Labels } from './service-spec.ts'

/** Body of `POST /networks/create`, without `CheckDuplicate`, which only engines before API 1.44 get. */
export interface NetworkSpec {
  readonly Name: string
  readonly Driver: string
  readonly Scope: string
  readonly IPAM: {
    readonly Driver: string
    readonly Options: null
    readonly Config: readonly { readonly Subnet?: string }[] | null
  } | null
  readonly Internal: boolean
  readonly Attachable: boolean
  readonly Ingress: boolean
  readonly ConfigOnly: boolean
  readonly ConfigFrom: null
  readonly Options: Labels | null
  readonly Labels: Labels
}

/** Body of `POST /secrets/create`. `Data` is base64; driver secrets have none. */
export interface SecretSpec {
  readonly Name: string
  readonly Labels: Labels
  readonly Data?: string
  readonly Driver?: { readonly Name: string; readonly Options?: Labels }
  readonly Templating?: { readonly Name: string; readonly Options?: Labels }
}

/** Body of `POST /configs/create`. `Data` is base64. */
export interface ConfigSpec {
  readonly Name: string
  readonly Labels: Labels
  readonly Data: string
  readonly Templating?: { readonly Name: string; readonly Options?: Labels }
}
