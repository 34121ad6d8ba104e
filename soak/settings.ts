import { parseArgs } from 'node:util';

export interface SoakSettings {
  readonly seconds: number;
  /** The same seed chooses the same traffic and the same faults, each at its own pace. */
  readonly seed: string;
  /** Callers who ask at once. */
  readonly callers: number;
}

/** What follows `npm run soak --`; throws with one line for what it does not understand. */
export function readSettings(args: readonly string[]): SoakSettings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: new Date().toISOString() },
      callers: { type: 'string', default: '16' },
    },
  });
  return {
    seconds: positive('--minutes', values.minutes) * 60,
    seed: values.seed,
    callers: Math.ceil(positive('--callers', values.callers)),
  };
}

function positive(flag: string, text: string): number {
  const number = Number(text);
  if (!(number > 0 && number < Infinity)) throw new Error(`${flag} ${text} is not a number above 0`);
  return number;
}
