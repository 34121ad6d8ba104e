/** A promise that is settled from outside. */
export interface Gate<Value = void> {
  readonly promise: Promise<Value>;
  readonly open: (value: Value) => void;
  readonly fail: (reason: Error) => void;
}

export function gate<Value = void>(): Gate<Value> {
  let open: Gate<Value>['open'] = () => undefined;
  let fail: Gate<Value>['fail'] = () => undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { promise, open, fail };
}

/** Lets everything go on that waits for settled promises only. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
