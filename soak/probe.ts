import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Loaded into the graph's process before it starts: collects its garbage and tells its memory when asked. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('message', () => {
  collect();
  const { heapUsed, rss, external } = process.memoryUsage();
  process.send?.({ heapMb: (heapUsed + external) / 1_048_576, rssMb: rss / 1_048_576 });
});
// Listening must not keep a process alive that has drained.
process.channel?.unref();
