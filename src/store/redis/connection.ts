import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, ErrorReply } from '@redis/client';
import type { RedisAddress } from './address.js';
import type { Script } from './script.js';

/** How long the server may take for an answer; a connection that is silent for longer is given up for a new one. */
const ANSWER_MS = 2_000;
/** How long a command that cannot be carried out is tried again: a server that restarts is back by then. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 100;

/** What the server says while it starts, or once it has become another's replica: what to reach instead is a moment away. */
const PASSING = /^LOADING |\bREADONLY /;

type Client = ReturnType<typeof clientFor>;

/**
 * One connection to the server, made anew by the next command wherever it is lost.
 * What got no answer is sent again, so that all that is sent may be sent twice; what is given up is not sent later.
 */
export class Connection {
  #client: Promise<Client> | undefined;
  #state: 'new' | 'reached' | 'lost' | 'closed' = 'new';

  constructor(
    private readonly address: RedisAddress,
    /** Told in words when it is lost, and when it is back. */
    private readonly notice: (message: string) => void,
  ) {}

  /** Rejects with an ErrorReply where the server refuses the command, and at once where it has never been reached yet. */
  async call(command: readonly (string | number)[]): Promise<unknown> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await this.#use((client) => client.sendCommand<unknown>(command.map(String)));
      } catch (error) {
        // What is wrong at the start is for a person to mend.
        const isHopeless = this.#state === 'new' && !(error instanceof ErrorReply);
        if (isHopeless || !mayPass(error) || performance.now() >= giveUpAt) throw error;
        await sleep(PAUSE_MS);
      }
    }
  }

  async run(
    { lua, sha }: Script,
    keys: readonly string[],
    args: readonly (string | number)[],
  ): Promise<unknown> {
    const rest = [keys.length, ...keys, ...args];
    try {
      return await this.call(['EVALSHA', sha, ...rest]);
    } catch (error) {
      // The server has not run it since it was started.
      if (!(error instanceof ErrorReply && error.message.startsWith('NOSCRIPT'))) throw error;
      return await this.call(['EVAL', lua, ...rest]);
    }
  }

  /** Once what is under way is answered. */
  async close(): Promise<void> {
    this.#state = 'closed';
    const client = await this.#client?.catch(() => undefined);
    if (client === undefined) return;
    await within(ANSWER_MS, client.close()).catch(() => undefined);
    client.destroy();
  }

  async #use<Value>(command: (client: Client) => Promise<Value>): Promise<Value> {
    if (this.#state === 'closed') throw new StoreClosed();
    const client = (this.#client ??= this.#connect());
    try {
      return await within(ANSWER_MS, command(await client));
    } catch (error) {
      if (mayPass(error)) this.#giveUp(client, error);
      throw error;
    }
  }

  #connect(): Promise<Client> {
    const client = clientFor(this.address);
    const connected = this.#connected(client);
    // Broken while nobody asks anything.
    client.on('error', (error) => {
      this.#giveUp(connected, error);
    });
    return connected;
  }

  async #connected(client: Client): Promise<Client> {
    try {
      // A server that hangs lets connect all the same, and one that starts refuses to do anything else.
      const answer = client.connect().then(() => client.sendCommand(['PING']));
      await within(ANSWER_MS, answer);
    } catch (error) {
      client.destroy();
      throw error;
    }
    if (this.#state === 'lost') this.notice('the store is reached again');
    if (this.#state !== 'closed') this.#state = 'reached';
    return client;
  }

  /** Whoever comes next makes a new connection; without effect where somebody has given this one up already. */
  #giveUp(given: Promise<Client>, error: unknown): void {
    if (this.#client !== given || this.#state === 'closed') return;
    this.#client = undefined;
    given.then(
      (client) => {
        client.destroy();
      },
      () => undefined, // it never was one
    );
    if (this.#state !== 'reached' || error instanceof ErrorReply) return;
    this.#state = 'lost';
    this.notice('the store is lost; whoever needs it tries to reach it again');
  }
}

function clientFor({ host, port, tls, username, password, database }: RedisAddress) {
  const name = isIP(host) === 0 ? { servername: host } : {};
  return createClient({
    socket: {
      ...{ host, port, connectTimeout: ANSWER_MS, reconnectStrategy: false },
      ...(tls ? { tls, ...name } : {}),
    },
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...{ database, RESP: 2, disableOfflineQueue: true, maintNotifications: 'disabled' },
  });
}

/** Whether it is the connection that failed, or the server for a moment, and not the command. */
function mayPass(error: unknown): boolean {
  if (error instanceof ErrorReply) return PASSING.test(error.message);
  return !(error instanceof StoreClosed);
}

class StoreClosed extends Error {
  override readonly name = 'StoreClosed';

  constructor() {
    super('The store is closed.');
  }
}

class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor() {
    super('The server of the store does not answer.');
  }
}

async function within<Value>(ms: number, answer: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new NoAnswer());
    }, ms);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
