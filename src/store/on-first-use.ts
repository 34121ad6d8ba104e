import type { Store } from './store.js';

/**
 * A store that is opened when it is first asked for something: for one that has no reason to fail.
 * A start, and a graph that never asks, do not pay for it.
 */
export function onFirstUse(open: () => Promise<Store>, closeUnused: () => void = () => undefined): Store {
  let opening: Promise<Store> | undefined;
  const store = () =>
    (opening ??= open().catch((error: unknown) => {
      opening = undefined; // the next use tries again
      throw error;
    }));
  return {
    refreshTokens: {
      accessToken: async (...args) => (await store()).refreshTokens.accessToken(...args),
    },
    idempotency: {
      begin: async (...args) => (await store()).idempotency.begin(...args),
    },
    operations: {
      create: async (...args) => (await store()).operations.create(...args),
      find: async (...args) => (await store()).operations.find(...args),
      update: async (...args) => (await store()).operations.update(...args),
      takeDue: async (...args) => (await store()).operations.takeDue(...args),
      nextDueAt: async (...args) => (await store()).operations.nextDueAt(...args),
    },
    async close() {
      if (opening === undefined) closeUnused();
      else await (await opening).close();
    },
  };
}
