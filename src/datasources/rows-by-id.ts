import type DataLoader from 'dataloader';

/**
 * One kind of rows of one source in one operation, by id: those that a list brought are at hand, and a loader is made
 * for the first that none did.
 */
export class RowsById<Row extends { readonly externalId: string }> {
  /** Brought, and not yet looked at: mostly nobody asks by id. */
  #brought: Row[] = [];
  readonly #atHand = new Map<string, Row>();
  #loader: DataLoader<string, Row | null> | undefined;

  constructor(
    private readonly makeLoader: () => DataLoader<string, Row | null>,
    /** In which rows carry their ids. */
    private readonly spelling: (id: string) => string,
  ) {}

  /** Null where the upstream has no such row. No promise for what is at hand: 500 orders ask for their customers at once. */
  load(id: string): Row | Promise<Row | null> {
    if (this.#brought.length > 0) this.#takeIn();
    return this.#atHand.get(this.spelling(id)) ?? (this.#loader ??= this.makeLoader()).load(id);
  }

  /** What was loaded by id before stays what it was: an operation shows one thing in one state. */
  prime(row: Row): void {
    if (this.#loader === undefined) this.#brought.push(row);
    else this.#loader.prime(row.externalId, row);
  }

  #takeIn(): void {
    for (const row of this.#brought) {
      const id = this.spelling(row.externalId);
      if (!this.#atHand.has(id)) this.#atHand.set(id, row);
    }
    this.#brought = [];
  }
}
