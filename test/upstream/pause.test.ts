import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import { Pause } from '../../src/upstream/pause.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const CAP_MS = 10_000;

function refusal(retryAfterMs: number | null, upstreamStatus = 429): UpstreamFailure {
  const code = upstreamStatus === 429 ? UpstreamErrorCode.RATE_LIMITED : UpstreamErrorCode.UNAVAILABLE;
  return new UpstreamFailure(code, 'src', { retryAfterMs, upstreamStatus });
}

/** Without luck: its own waits are as long as they can be. */
const newPause = (random = () => 1) => new Pause({ capMs: CAP_MS, random });

/** Each refusal meets a call that was sent after the pause before it. */
function refuseInARow(pause: Pause, times: number): readonly number[] {
  return Array.from({ length: times }, () => {
    pause.obey(refusal(null), pause.round);
    const waitMs = pause.remainingMs();
    jest.advanceTimersByTime(waitMs);
    return waitMs;
  });
}

describe('a pause', () => {
  it('lasts exactly as long as the upstream says', () => {
    const pause = newPause();
    expect(pause.obey(refusal(3_000), pause.round)).toBe(true);
    expect(pause.remainingMs()).toBe(3_000);
    jest.advanceTimersByTime(2_999);
    expect(pause.remainingMs()).toBe(1);
    jest.advanceTimersByTime(1);
    expect(pause.remainingMs()).toBe(0);
  });

  it('is none where the upstream names a time that is over', () => {
    const pause = newPause();
    expect(pause.obey(refusal(0), pause.round)).toBe(true);
    expect(pause.remainingMs()).toBe(0);
  });

  it('is not shortened by an answer that asks for less', () => {
    const pause = newPause();
    pause.obey(refusal(3_000), pause.round);
    pause.obey(refusal(1_000), pause.round);
    expect(pause.remainingMs()).toBe(3_000);
  });

  it('is asked for by a 503 that says how long, and by no other failure', () => {
    const pause = newPause();
    expect(pause.obey(refusal(null, 503), pause.round)).toBe(false);
    expect(pause.obey(refusal(5_000, 500), pause.round)).toBe(false);
    // The circuit's own: no upstream said so.
    const open = new UpstreamFailure(UpstreamErrorCode.CIRCUIT_OPEN, 'src', { retryAfterMs: 5_000 });
    expect(pause.obey(open, pause.round)).toBe(false);
    expect(pause.remainingMs()).toBe(0);
    expect(pause.obey(refusal(2_000, 503), pause.round)).toBe(true);
    expect(pause.remainingMs()).toBe(2_000);
  });

  it('is too long past the cap, to its very end, and not at the cap', () => {
    const pause = newPause();
    pause.obey(refusal(CAP_MS), pause.round);
    expect(pause.isTooLong()).toBe(false);
    pause.obey(refusal(CAP_MS + 1), pause.round);
    jest.advanceTimersByTime(CAP_MS);
    expect(pause.isTooLong()).toBe(true);
    jest.advanceTimersByTime(1);
    expect(pause.isTooLong()).toBe(false);
  });

  it('R7: does not outlast an hour on a single word, so that a slip of the upstream heals by itself', () => {
    const pause = newPause();
    // A date as seconds, read as a duration, would be decades.
    pause.obey(refusal(1_795_219_200_000), pause.round);
    expect(pause.isTooLong()).toBe(true);
    jest.advanceTimersByTime(60 * 60 * 1_000 - 1);
    expect(pause.isTooLong()).toBe(true);
    jest.advanceTimersByTime(1);
    expect(pause.remainingMs()).toBe(0);
  });

  it('doubles up to the cap while refusals that say nothing come in a row', () => {
    expect(refuseInARow(newPause(), 6)).toEqual([1_000, 2_000, 4_000, 8_000, CAP_MS, CAP_MS]);
  });

  it('leaves half of its own length to chance', () => {
    expect(
      refuseInARow(
        newPause(() => 0),
        3,
      ),
    ).toEqual([500, 1_000, 2_000]);
  });

  it('begins with a second again once a call came through', () => {
    const pause = newPause();
    refuseInARow(pause, 3);
    pause.passed(pause.round);
    expect(refuseInARow(pause, 1)).toEqual([1_000]);
  });

  it('takes the refusals of one burst for one, and what was sent before it for no sign of its end', () => {
    const pause = newPause();
    const { round } = pause;
    for (let call = 0; call < 10; call += 1) pause.obey(refusal(null), round);
    expect(pause.remainingMs()).toBe(1_000);
    pause.passed(round);
    jest.advanceTimersByTime(1_000);
    expect(refuseInARow(pause, 1)).toEqual([2_000]);
  });
});
