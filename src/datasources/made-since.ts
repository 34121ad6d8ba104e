/** How far the clocks of this machine and of an upstream may be apart. */
const CLOCK_SKEW_MS = 5 * 60 * 1_000;

/** Before this time nothing can have been made by a write that was first sent at `sentAt`; ms since 1970. */
export function earliestMade(sentAt: number): number {
  return sentAt - CLOCK_SKEW_MS;
}

/** Whether something made at that time, RFC 3339, may come of a write first sent at `sentAt`; what tells no time may. */
export function mayBeMadeSince(sentAt: number, createdAt: string | null): boolean {
  return createdAt === null || !(Date.parse(createdAt) < earliestMade(sentAt));
}
