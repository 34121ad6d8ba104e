import { createArrowSphere } from './arrowsphere/index.js';
import { createCloudCockpit } from './cloudcockpit/index.js';
import { createDkHardware } from './dkhardware/index.js';
import { createIon } from './ion/index.js';
import type { SandboxUpstream } from './upstream.js';

/** Every upstream of the sandbox, each with fresh state. */
export function createUpstreams(): readonly SandboxUpstream[] {
  return [createArrowSphere(), createCloudCockpit(), createDkHardware(), createIon()];
}
