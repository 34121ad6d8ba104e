import type { Contender } from './contenders/contender.js';
import { Running } from './contenders/running.js';
import type { Costs } from './judge.js';
import { differences } from './measure/compare.js';
import { measure, type Cost, type RoundSettings } from './measure/rounds.js';
import type { Growth } from './report/tables.js';
import { Upstream } from './upstream/upstream.js';
import { growth, GROWTH_ROWS, WORKLOADS, type Workload, type WorkloadName } from './workloads.js';

/** The contenders as running processes over one upstream, and what is asked of them. */
export class Session {
  private constructor(
    readonly upstream: Upstream,
    private readonly running: readonly Running[],
  ) {}

  static async open(contenders: readonly Contender[]): Promise<Session> {
    const upstream = await Upstream.start();
    await upstream.behave();
    const running: Running[] = [];
    const session = new Session(upstream, running);
    try {
      for (const contender of contenders) running.push(await Running.start(contender, upstream.url));
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /** What one request costs each who can do the workload; throws where their answers differ. */
  async cost(workload: Workload, settings: RoundSettings): Promise<readonly Cost[]> {
    const able = this.#able(workload.name);
    const found = await differences(able, workload);
    if (found.length > 0) throw new Error(`The answers are not the same.\n${found.join('\n')}`);
    return await measure(able, workload, this.upstream, settings);
  }

  async costs(names: readonly WorkloadName[], settings: RoundSettings): Promise<Costs> {
    const costs = new Map<WorkloadName, readonly Cost[]>();
    for (const name of names) costs.set(name, await this.cost(WORKLOADS[name], settings));
    return costs;
  }

  async growth(settings: RoundSettings): Promise<readonly Growth[]> {
    const bySize: { readonly size: number; readonly costs: readonly Cost[] }[] = [];
    for (const size of GROWTH_ROWS) bySize.push({ size, costs: await this.cost(growth(size), settings) });
    return this.#able(growth(GROWTH_ROWS[0]).name).map(({ contender: { name } }) => ({
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

  #able(workload: string): readonly Running[] {
    return this.running.filter(({ contender }) => takesPart(contender, workload));
  }
}

/** Growth and memory ask what `nested` asks, latency what `list` asks: who cannot do the one cannot do the other. */
const ASKS: Readonly<Record<string, string>> = { growth: 'nested', memory: 'nested', latency: 'list' };

export function takesPart({ workloads, impossible }: Contender, workload: string): boolean {
  const [name = ''] = workload.split('-');
  const asked = [name, ASKS[name] ?? name];
  return (workloads?.includes(name) ?? true) && !asked.some((each) => impossible?.[each] !== undefined);
}
