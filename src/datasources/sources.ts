import type { Customer } from '../types/customer.js';
import type { Order } from '../types/order.js';
import { Entities } from './entities.js';
import type { Datasource } from './source.js';

/** A datasource and what is remembered of it between operations. */
export interface OpenSource {
  readonly datasource: Datasource;
  readonly customerList: Entities<Customer>;
  readonly orderList: Entities<Order>;
}

/** The sources that someone may ask, in the order of the configuration. For everyone else they do not exist. */
export class Sources implements Iterable<OpenSource> {
  readonly #byId: ReadonlyMap<string, OpenSource>;

  constructor(sources: Iterable<OpenSource>) {
    this.#byId = new Map([...sources].map((source) => [source.datasource.id, source]));
  }

  static open(datasources: readonly Datasource[]): Sources {
    return new Sources(
      datasources.map((datasource) => ({
        datasource,
        customerList: new Entities(datasource.kept),
        orderList: new Entities(datasource.kept),
      })),
    );
  }

  /** These alone; naming one that is not there does not make it. */
  only(ids: ReadonlySet<string>): Sources {
    return new Sources([...this].filter(({ datasource }) => ids.has(datasource.id)));
  }

  get(id: string): OpenSource | undefined {
    return this.#byId.get(id);
  }

  ids(): readonly string[] {
    return [...this.#byId.keys()];
  }

  [Symbol.iterator](): Iterator<OpenSource> {
    return this.#byId.values();
  }
}
