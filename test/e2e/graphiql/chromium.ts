import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** Path of the machine's own browser; null where it has none. */
export const CHROMIUM = findChromium();
// Not by the console: jest shows nothing of what a skipped file wrote there.
if (CHROMIUM === null)
  process.stderr.write(`Browser tests are skipped: none of ${NAMES.join(', ')} is in the PATH.\n`);

function findChromium(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

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
