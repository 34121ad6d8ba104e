import { UpstreamFailure } from '../../errors.js';
import type { OperationScope } from '../../upstream/scope.js';
import { sleep } from '../../upstream/stop.js';

const WAITS_MS = [100, 200, 400, 800, 1_600];

/**
 * Waits until reads show a write that was only taken (202, CloudCockpit 2.2), a few seconds at most: how long it takes
 * is documented nowhere. The write is done for the caller either way, so that a read that fails only ends the wait.
 */
export async function untilShown(isShown: () => Promise<boolean>, scope: OperationScope): Promise<void> {
  try {
    for (const wait of WAITS_MS) {
      await sleep(wait, scope.stop);
      if (await isShown()) return;
    }
  } catch (error) {
    if (!(error instanceof UpstreamFailure) && scope.stop.reason === null) throw error;
  }
}
