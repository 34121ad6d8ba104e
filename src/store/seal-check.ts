import type { Place, Sealing } from './sealing.js';

const PLACE: Place = ['seal_check'];

/** What a store keeps to tell later whether it is opened with the same key. */
export function newSealCheck(sealing: Sealing): string {
  return sealing.seal('partner-graph', PLACE);
}

/** Throws ForeignSeal where the store was written with another key, BrokenSeal where it is damaged. */
export function verifySealCheck(sealed: string, sealing: Sealing): void {
  sealing.open(sealed, PLACE);
}
