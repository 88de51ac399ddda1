/** What each name needs before it, by name. A name that is needed and has no entry needs nothing. */
export type Edges = ReadonlyMap<string, readonly string[]>
