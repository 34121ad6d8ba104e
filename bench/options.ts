import { parseArgs } from 'node:util';
import type { RoundSettings } from './measure/rounds.js';

export interface Options {
  readonly quick: boolean;
  /** Empty: every contender. */
  readonly only: readonly string[];
  /** Empty: every workload. */
  readonly workloads: readonly string[];
}

export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      workload: { type: 'string', multiple: true, default: [] },
    },
  });
  return { quick: values.quick, only: values.only, workloads: values.workload };
}

export interface Settings {
  readonly alone: RoundSettings;
  readonly crowded: RoundSettings;
  readonly meteredSeconds: number;
}

/** Requests one by one tell what one costs, and nobody can share work between them; fifty at once, how long each waits. */
export function settingsFor({ quick }: Options): Settings {
  return quick
    ? {
        alone: { rounds: 3, roundMs: 100, warmUpMs: 400, warmUpShare: 0.25, concurrency: 1 },
        crowded: { rounds: 2, roundMs: 300, warmUpMs: 400, warmUpShare: 0.25, concurrency: 50 },
        meteredSeconds: 40,
      }
    : {
        alone: { rounds: 7, roundMs: 600, warmUpMs: 15_000, warmUpShare: 1, concurrency: 1 },
        crowded: { rounds: 5, roundMs: 1_000, warmUpMs: 15_000, warmUpShare: 1, concurrency: 50 },
        meteredSeconds: 180,
      };
}
