import DataLoader from 'dataloader';
import type { OperationScope } from '../upstream/scope.js';
import type { Answers } from './source.js';

/** What one loader of one operation does, for metrics and traces. */
export interface LoaderWatch {
  /** Somebody asks for a key. Absent: nobody wants to know. */
  asked?(key: string): void;
  /** Reads a batch. */
  batch<T>(keys: readonly string[], read: () => Promise<T>): Promise<T>;
}

export type WatchLoader = (scope: OperationScope, sourceId: string, loader: string) => LoaderWatch;

export const UNWATCHED: LoaderWatch = { batch: (_, read) => read() };

/** A DataLoader whose answers are found by key, never by position. */
export function watchedLoader<Key, Value>(
  watch: LoaderWatch,
  read: (keys: readonly Key[]) => Promise<Answers<Value>>,
  keyOf: (key: Key) => string,
): DataLoader<Key, Value | null, string> {
  return new DataLoader<Key, Value | null, string>(
    async (keys) => {
      const texts = keys.map(keyOf);
      const answers = await watch.batch(texts, () => read(keys));
      return texts.map((text) => {
        const answer = answers.get(text);
        return answer === undefined ? new Error(`A batch read left out the key '${text}'.`) : answer;
      });
    },
    {
      cacheKeyFn: (key) => {
        const text = keyOf(key);
        watch.asked?.(text);
        return text;
      },
    },
  );
}
