import type { SubscriptionWatch } from '../observability/observability.js';
import type { AdmittedOperation, CostReport } from './limits/admission.js';

interface Held {
  readonly admitted?: AdmittedOperation;
  readonly name?: string | undefined;
  /** From when its events come. */
  readonly watch?: SubscriptionWatch;
}

/**
 * The subscriptions of one connection, by the ids that its client gives them, each from its first message to its end.
 *
 * graphql-ws forgets an id as soon as its client completes it, though what it stood for may still be beginning:
 * used again at once, one id would stand for two streams, of which nobody could end the first.
 */
export class HeldSubscriptions {
  readonly #byId = new Map<string, Held>();

  get size(): number {
    return this.#byId.size;
  }

  /** False where an earlier one of this id has not ended. */
  reserve(id: string): boolean {
    if (this.#byId.has(id)) return false;
    this.#byId.set(id, {});
    return true;
  }

  admit(id: string, admitted: AdmittedOperation, name: string | undefined): void {
    this.#byId.set(id, { admitted, name });
  }

  /** Its events come from now on. */
  watch(id: string, begin: (name: string | undefined) => SubscriptionWatch): void {
    const { admitted, name } = this.#byId.get(id) ?? {};
    if (admitted !== undefined) this.#byId.set(id, { admitted, name, watch: begin(name) });
  }

  /** Gives the cost of one event, which its caller pays. */
  told(id: string, data: unknown): CostReport | undefined {
    const held = this.#byId.get(id);
    held?.watch?.told();
    return held?.admitted?.settleEvent(data);
  }

  /** It was refused, or is over. */
  end(id: string): void {
    this.#byId.get(id)?.watch?.ended();
    this.#byId.delete(id);
  }
}
