export { browser } from './browser.ts'
export { askEngine, tryEngine, type EngineAnswer } from './engine-request.ts'
export type { Fault, FaultAction, FaultRule, RequestMatch } from './fault.ts'
export { git, isolatedGitEnvironment, tryGit } from './git.ts'
export { startGitRemote, type GitRemote, type GitRemoteRequest } from './git-remote.ts'
export { isWrite, type RecordedRequest } from './recorded-request.ts'
export { recordingProxy, type RecordingProxy } from './recording-proxy.ts'
export { pushImage } from './push-image.ts'
export { startRegistry, type Registry, type RegistryOptions } from './registry.ts'
export type { RegistryLogin } from './registry-login.ts'
export { runProgram, tryProgram, type ProgramOptions, type ProgramResult } from './run-program.ts'
export { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts'
export {
  startThrowawayEngine,
  type ThrowawayEngine,
  type ThrowawayEngineOptions,
  type ThrowawayNode,
} from './throwaway-engine.ts'
export { loadWorkload } from './workload.ts'
