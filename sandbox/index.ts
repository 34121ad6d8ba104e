export type { Call } from './counters.js';
export type { Fault, FaultKind } from './faults.js';
export { startSandbox } from './server.js';
export type { Sandbox, SandboxOptions } from './server.js';
export { sandboxSources } from './sources.js';
export type { SandboxUpstream, UpstreamName } from './upstream.js';
