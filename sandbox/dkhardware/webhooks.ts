import type { Background } from '../background.js';
import type { DkSubscription } from './rows.js';
import type { WriteSettings } from './settings.js';
import { seconds, spanMilliseconds } from './times.js';

export type RaisedEvent = 'customer:changed' | 'customer-order:changed';

/** One attempt to deliver one event to one subscriber. */
export interface DkDelivery {
  readonly subscriptionId: string;
  readonly url: string;
  readonly event: RaisedEvent;
  readonly ids: readonly string[];
  /** As in the payload: `2024-10-20T11:15:45Z`. */
  readonly date: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** What the subscriber answered, null where it did not; anything but 200 counts as not delivered. */
  readonly status: number | null;
}

interface Source {
  readonly subscriptions: readonly DkSubscription[];
  readonly writes: WriteSettings;
}

/**
 * Sends change events for real: one POST for every change, nothing coalesced, the secret in plain text (DK 3.6).
 * What is not answered with 200 is sent again after each of the subscription's retry intervals.
 */
export class Webhooks {
  readonly #background: Background;
  readonly #source: () => Source;
  /** Beside the rows, for no read ever shows them. */
  readonly #secrets = new Map<string, string>();
  #deliveries: DkDelivery[] = [];
  #stop = new AbortController();

  constructor(background: Background, source: () => Source) {
    this.#background = background;
    this.#source = source;
  }

  get deliveries(): readonly DkDelivery[] {
    return this.#deliveries;
  }

  keepSecret(subscriptionId: string, secret: string): void {
    this.#secrets.set(subscriptionId, secret);
  }

  raise(event: RaisedEvent, ids: readonly string[]): void {
    const date = seconds(this.#background.now());
    for (const { subscriptionId, eventType, webhook } of this.#source().subscriptions) {
      if (eventType !== event) continue;
      void this.#attempt({ subscriptionId, url: webhook.url, event, ids, date, attempt: 1 });
    }
  }

  /** Ends what is under way: nothing of before a reset is delivered or recorded after it. */
  reset(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#secrets.clear();
    this.#deliveries = [];
  }

  async #attempt(delivery: Omit<DkDelivery, 'status'>): Promise<void> {
    const { signal } = this.#stop;
    const { retry } = this.#subscription(delivery)?.policies ?? {};
    if (!retry) return;
    const status = await this.#post(delivery, spanMilliseconds(retry.requestTimeout) * this.#scale, signal);
    if (signal.aborted) return;
    this.#deliveries = [...this.#deliveries, { ...delivery, status }];
    // The policies may have changed while it was under way.
    const interval = this.#subscription(delivery)?.policies.retry.intervals[delivery.attempt - 1];
    if (status === 200 || !interval) return;
    this.#background.after(spanMilliseconds(interval.value) * this.#scale, () => {
      void this.#attempt({ ...delivery, attempt: delivery.attempt + 1 });
    });
  }

  async #post(
    { subscriptionId, url, event, ids, date }: Omit<DkDelivery, 'status'>,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<number | null> {
    const secret = this.#secrets.get(subscriptionId);
    const payload = event === 'customer:changed' ? { customerIds: ids, date } : { orderIds: ids, date };
    const late = new AbortController();
    const cancel = this.#background.after(timeoutMs, () => {
      late.abort();
    });
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ event, secret, payload }),
        redirect: 'manual',
        signal: AbortSignal.any([signal, late.signal]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return null;
    } finally {
      cancel();
    }
  }

  get #scale(): number {
    return this.#source().writes.webhookTimeScale;
  }

  #subscription({ subscriptionId }: Pick<DkDelivery, 'subscriptionId'>): DkSubscription | undefined {
    return this.#source().subscriptions.find((row) => row.subscriptionId === subscriptionId);
  }
}
