/** Where and why a text is not YAML. Lines and columns count from 1. */
export class YamlFault extends Error {
  readonly code: string
  readonly line: number
  readonly column: number
  readonly remedy: string

  constructor(
    at: { readonly line: number; readonly column: number },
    message: string,
    remedy: string,
    code = 'yaml-invalid',
  ) {
    super(message)
    this.name = 'YamlFault'
    this.code = code
    this.line = at.line
    this.column = at.column
    this.remedy = remedy
  }
}
