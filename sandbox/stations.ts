import type { CallLog } from './counters.js';
import type { FaultList } from './faults.js';
import type { SandboxUpstream } from './upstream.js';

/** One upstream together with what the sandbox holds about it. */
export interface Station {
  readonly upstream: SandboxUpstream;
  readonly faults: FaultList;
  readonly log: CallLog;
}

export function resetStations(stations: Iterable<Station>): void {
  for (const { upstream, faults, log } of stations) {
    upstream.reset();
    faults.clear();
    log.reset();
  }
}
