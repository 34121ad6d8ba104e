import type { Contender } from './contenders/contender.js';
import { startAll, type Running } from './contenders/running.js';
import { differences } from './measure/compare.js';
import { measure, type Cost, type RoundSettings } from './measure/rounds.js';
import type { Growth } from './report/tables.js';
import { Upstream } from './upstream/upstream.js';
import { growth, GROWTH_ROWS, type Workload } from './workloads.js';

const everybody: (contender: Contender) => boolean = () => true;

/** The contenders as running processes over one upstream, and what is asked of them. */
export class Session {
  private constructor(
    readonly upstream: Upstream,
    private readonly running: readonly Running[],
  ) {}

  static async open(contenders: readonly Contender[]): Promise<Session> {
    const upstream = await Upstream.start();
    try {
      return new Session(upstream, await startAll(contenders, upstream.url));
    } catch (error) {
      await upstream.stop();
      throw error;
    }
  }

  /** What one request costs each who can do the workload; throws where their answers differ. */
  async cost(workload: Workload, settings: RoundSettings, among = everybody): Promise<readonly Cost[]> {
    const able = this.running.filter(
      ({ contender }) => among(contender) && takesPart(contender, workload.name),
    );
    const found = await differences(able, workload);
    if (found.length > 0) throw new Error(`The answers are not the same.\n${found.join('\n')}`);
    return await measure(able, workload, this.upstream, settings);
  }

  /** The same for answers of several sizes. */
  async growth(settings: RoundSettings, among = everybody): Promise<readonly Growth[]> {
    const bySize: { readonly size: number; readonly costs: readonly Cost[] }[] = [];
    for (const size of GROWTH_ROWS)
      bySize.push({ size, costs: await this.cost(growth(size), settings, among) });
    const names = bySize[0]?.costs.map(({ contender }) => contender) ?? [];
    return names.map((name) => ({
      contender: name,
      points: bySize.flatMap(({ size, costs }) =>
        costs
          .filter(({ contender }) => contender === name)
          .map(({ cpuMs }) => ({ size, cost: cpuMs.median })),
      ),
    }));
  }

  async close(): Promise<void> {
    for (const each of this.running) await each.stop();
    await this.upstream.stop();
  }
}

/** Growth and memory ask what `nested` asks, latency what `list` asks: who cannot do the one cannot do the other. */
const ASKS: Readonly<Record<string, string>> = { growth: 'nested', memory: 'nested', latency: 'list' };

export function takesPart({ workloads, impossible }: Contender, workload: string): boolean {
  const [name = ''] = workload.split('-');
  const asked = [name, ASKS[name] ?? name];
  return (workloads?.includes(name) ?? true) && !asked.some((each) => impossible?.[each] !== undefined);
}
