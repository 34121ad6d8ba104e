import { pathOf, type Running } from '../contenders/running.js';
import { median, percentile, spread, type Spread } from '../statistics.js';
import type { Upstream } from '../upstream/upstream.js';
import type { Workload } from '../workloads.js';
import { load } from './load.js';

export interface RoundSettings {
  readonly rounds: number;
  readonly roundMs: number;
  /** The part of its workload's `warmUpRequests` that each contender is asked first, */
  readonly warmUpShare: number;
  /** but for no longer than this: the slowest peers would take minutes. */
  readonly warmUpMs: number;
  readonly concurrency: number;
}

/** What one request of a workload takes of one contender. */
export interface Cost {
  readonly contender: string;
  /** CPU of the server process, user and system, milliseconds for each request. */
  readonly cpuMs: Spread;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly residentBytes: number;
  readonly upstreamCalls: number;
}

interface Round {
  readonly cpuMs: number;
  readonly times: readonly number[];
  readonly seconds: number;
  readonly upstreamCalls: number;
}

/** Round for round, each contender after the other, so that a slower minute of the machine hits all of them. */
export async function measure(
  contenders: readonly Running[],
  workload: Workload,
  upstream: Upstream,
  settings: RoundSettings,
): Promise<readonly Cost[]> {
  const { concurrency, warmUpMs, warmUpShare } = settings;
  // By requests and not by time: how often code has run decides whether it is compiled, and a fast server is not to be
  // better warmed up than a slow one.
  const requests = workload.warmUpRequests * warmUpShare;
  for (const running of contenders)
    await load(running, workload, { concurrency, durationMs: 0, requests, atMostMs: warmUpMs });

  const rounds = new Map<Running, Round[]>(contenders.map((running) => [running, []]));
  for (let round = 0; round < settings.rounds; round += 1) {
    for (const [running, measured] of rounds)
      measured.push(await oneRound(running, workload, upstream, settings));
  }
  return [...rounds].map(([running, measured]) => summary(running, measured));
}

async function oneRound(
  running: Running,
  workload: Workload,
  upstream: Upstream,
  { concurrency, roundMs }: RoundSettings,
): Promise<Round> {
  const name = pathOf(running.contender);
  const callsBefore = await upstream.callsOf(name);
  const cpuBefore = running.cpuMs;
  const start = performance.now();
  const times = await load(running, workload, {
    concurrency,
    durationMs: roundMs,
    requests: 2 * concurrency,
  });
  const seconds = (performance.now() - start) / 1000;
  const cpuMs = (running.cpuMs - cpuBefore) / times.length;
  const upstreamCalls = ((await upstream.callsOf(name)) - callsBefore) / times.length;
  return { cpuMs, times, seconds, upstreamCalls };
}

function summary({ contender, residentBytes }: Running, rounds: readonly Round[]): Cost {
  const times = rounds.flatMap((round) => round.times);
  return {
    contender: contender.name,
    residentBytes,
    cpuMs: spread(rounds.map((round) => round.cpuMs)),
    requestsPerSecond: median(rounds.map((round) => round.times.length / round.seconds)),
    p50Ms: percentile(times, 50),
    p99Ms: percentile(times, 99),
    upstreamCalls: median(rounds.map((round) => round.upstreamCalls)),
  };
}
