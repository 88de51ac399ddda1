/** Codes of every write that makes a commit. */
export const COMMIT_PROBLEMS = [
  'commit-conflict',
  'branch-missing',
  'push-declined',
  'repository-unreadable',
  'remote-unreachable',
  'too-busy',
] as const
