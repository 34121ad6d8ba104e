/** What the benchmark tells its upstream, by IPC. */
export interface UpstreamOrder {
  /** Every answer but a token takes so long. */
  readonly latencyMs: number;
  /** DK Hardware's budget for each contender; 0: none. */
  readonly dkReadsPerMinute: number;
}

/** The calls since the last order, by contender and route; calls that were refused are counted as `429`. */
export type UpstreamCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

export type ToUpstream = { readonly order: UpstreamOrder } | { readonly count: true };
export type FromUpstream = { readonly url: string } | { readonly counts: UpstreamCounts };
