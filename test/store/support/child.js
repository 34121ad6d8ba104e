// A process of its own over a store: does what its argument says, prints what came of it as JSON, and may kill itself on the way.
import Libsql from 'libsql';
import { Pool } from 'undici';
import { openStore } from '../../../dist/src/store/open.js';
import { Connection } from '../../../dist/src/store/redis/connection.js';
import { rotatingRefreshToken } from '../../../dist/src/upstream/credentials/rotating-refresh-token.js';
import { tokenEndpoint } from '../../../dist/src/upstream/credentials/token-endpoint.js';

const { url, encryptionKey, killAt, task } = JSON.parse(process.argv[2]);

/** Counts the moments at which the process could die: before every statement or command, before and after the token request. */
let step = 0;
let isCounting = task.countsOpening ?? false;
function passMoment() {
  if (!isCounting) return;
  step += 1;
  if (step === killAt) process.kill(process.pid, 'SIGKILL');
}

watch(Libsql.prototype, 'prepare');
watch(Libsql.prototype, 'exec');
// Whether the server knows a script already says nothing about the process.
watch(Connection.prototype, 'call', ([name]) => name !== 'EVAL');

const store = await openStore({ url, encryptionKey });
isCounting = true;
const result = await tasks()[task.name]();
console.log(JSON.stringify({ ...result, steps: step }));
await store.close();

function watch(prototype, method, isMoment = () => true) {
  const original = prototype[method];
  prototype[method] = function (...args) {
    if (isMoment(...args)) passMoment();
    return original.apply(this, args);
  };
}

function tasks() {
  return {
    open: () => ({}),

    /** `task.rounds` times an access token, each but the last refused. */
    async exchange() {
      const { origin, pathname } = new URL(task.tokenUrl);
      const pool = new Pool(origin);
      const endpoint = tokenEndpoint('ion', pool, pathname, 5_000);
      const credentials = rotatingRefreshToken(
        { ...endpoint, post: (form) => watched(() => endpoint.post(form)) },
        task.first,
        store.refreshTokens,
      );
      try {
        let headers = await credentials.headers();
        for (let round = 1; round < task.rounds; round += 1) {
          credentials.refused(headers);
          headers = await credentials.headers();
        }
        return { authorization: headers.authorization };
      } catch (error) {
        return { error: error.code ?? error.message };
      } finally {
        await pool.close();
      }
    },

    /** Begins every key at once; the fresh ones are done. */
    async begin() {
      const outcomes = await Promise.all(
        task.keys.map(async (key) => {
          const beginning = await store.idempotency.begin(
            { caller: 'portal', mutation: 'create', key },
            'input',
          );
          if (beginning.outcome === 'fresh') {
            await beginning.claim.sending();
            await beginning.claim.done({ by: process.pid });
          }
          return [key, beginning.outcome];
        }),
      );
      return { outcomes };
    },

    /** One write: claimed, sent, answered. */
    async write() {
      const { outcome, claim } = await store.idempotency.begin(task.key, 'input');
      await claim?.sending();
      await claim?.done('payload');
      return { outcome };
    },

    async poll() {
      const due = await store.operations.takeDue(['dkh'], 3);
      return { ids: due.map(({ id }) => id) };
    },
  };
}

async function watched(post) {
  passMoment();
  const answer = await post();
  passMoment();
  return answer;
}
