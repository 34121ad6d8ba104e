import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { findExecutable } from '../../support/executable.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** Path of the machine's own browser; null where it has none. */
export const CHROMIUM = findExecutable(...NAMES);
// Not by the console: jest shows nothing of what a skipped file wrote there.
if (CHROMIUM === null)
  process.stderr.write(`Browser tests are skipped: none of ${NAMES.join(', ')} is in the PATH.\n`);

/** Without a sandbox of its own, as containers that run as root need it, and without calls of its own. */
export function launchChromium(): Promise<Browser> {
  if (CHROMIUM === null) throw new Error('there is no browser to launch');
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
