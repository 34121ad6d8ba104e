import { setTimeout as wait } from 'node:timers/promises';
import { firstDifference } from '../answers.js';
import type { Contender } from '../contenders/contender.js';
import { pathOf, startAll, type Running } from '../contenders/running.js';
import { percentile } from '../statistics.js';
import type { Upstream } from '../upstream/upstream.js';
import { METERED, meteredAnswer, requestBody } from '../workloads.js';

const READS_PER_MINUTE = 200;
const REQUESTS_PER_SECOND = 30;
/** What comes before is the time in which whoever keeps answers gets to know them. */
const WARM_AFTER = 1 / 3;

export interface Metered {
  readonly contender: string;
  readonly requests: number;
  readonly correct: number;
  readonly errors: number;
  /** Answers without an error that are not what the upstream has. */
  readonly wrong: number;
  readonly upstreamCalls: number;
  readonly refusedCalls: number;
  readonly warmCallsPerMinute: number;
  readonly p99Ms: number;
}

/**
 * Random reads by id against an upstream that allows 200 reads a minute, all contenders at the same time:
 * each has a budget of its own, and waiting takes no CPU.
 */
export async function measureMetered(
  contenders: readonly Contender[],
  upstream: Upstream,
  seconds: number,
): Promise<readonly Metered[]> {
  const running = await startAll(contenders, upstream.url);
  try {
    await upstream.behave({ dkReadsPerMinute: READS_PER_MINUTE });
    return await Promise.all(running.map((each) => oneContender(each, upstream, seconds)));
  } finally {
    for (const each of running) await each.stop();
    await upstream.behave();
  }
}

async function oneContender(running: Running, upstream: Upstream, seconds: number): Promise<Metered> {
  const path = pathOf(running.contender);
  const callsUntilWarm = wait(seconds * 1000 * WARM_AFTER).then(() => upstream.callsOf(path));
  const asked = await Promise.all(
    Array.from({ length: seconds * REQUESTS_PER_SECOND }, async (_, n) => {
      await wait((n * 1000) / REQUESTS_PER_SECOND);
      return await ask(running, n);
    }),
  );
  const outcomes = asked.map(({ outcome }) => outcome);
  const count = (outcome: Outcome) => outcomes.filter((each) => each === outcome).length;
  const routes = (await upstream.counts())[path] ?? {};
  const upstreamCalls = await upstream.callsOf(path);
  const warmMinutes = (seconds * (1 - WARM_AFTER)) / 60;
  return {
    contender: running.contender.name,
    requests: outcomes.length,
    ...{ correct: count('correct'), errors: count('error'), wrong: count('wrong') },
    upstreamCalls,
    refusedCalls: routes['429'] ?? 0,
    warmCallsPerMinute: (upstreamCalls - (await callsUntilWarm)) / warmMinutes,
    p99Ms: percentile(
      asked.map(({ ms }) => ms),
      99,
    ),
  };
}

type Outcome = 'correct' | 'wrong' | 'error';

async function ask(running: Running, n: number): Promise<{ readonly outcome: Outcome; readonly ms: number }> {
  const start = performance.now();
  const text = await running.ask(requestBody(METERED, n)).catch(() => '');
  return { outcome: outcomeOf(text, n), ms: performance.now() - start };
}

function outcomeOf(text: string, n: number): Outcome {
  if (!text.startsWith('{"data":') || text.includes('"errors"')) return 'error';
  const { data } = JSON.parse(text) as { readonly data: unknown };
  return firstDifference(meteredAnswer(n), data) === null ? 'correct' : 'wrong';
}
