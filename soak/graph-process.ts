import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { ROOT } from '../bench/contenders/paths.js';
import { startCommand } from '../bench/start-command.js';
import { sandboxSources } from '../sandbox/index.js';

const ISSUER = 'https://soak.example/';
const AUDIENCE = 'partner-graph';
const SCOPES =
  'customers:read customers:write customers:sensitive customers:credentials orders:read orders:write';

export interface Memory {
  readonly heapMb: number;
  readonly rssMb: number;
}

/** The graph as `npm start` runs it, in the production profile and with the transport that every source has by default. */
export class GraphProcess {
  /** What it wrote to standard error, as lines. */
  readonly log: string[] = [];
  readonly #ended: Promise<unknown>;

  private constructor(
    private readonly child: ReturnType<typeof spawnGraph>,
    private readonly folder: string,
    readonly url: string,
    readonly token: string,
  ) {
    this.#ended = once(child, 'exit');
  }

  static async start(sandboxUrl: string): Promise<GraphProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'partner-graph-soak-'));
    const token = await writeConfiguration(folder, sandboxUrl);
    const child = spawnGraph(join(folder, 'graph.yml'));
    const errors: string[] = [];
    const collect = (text: string) => errors.push(...text.split('\n').filter(Boolean));
    child.stderr?.setEncoding('utf8').on('data', collect);
    const url = await printed(child, /GraphQL {3}(\S+)\/graphql/).catch((cause: unknown) => {
      throw new Error(`the graph did not start: ${errors.join('\n')}`, { cause });
    });
    const graph = new GraphProcess(child, folder, url, token);
    child.stderr?.off('data', collect).on('data', (text: string) => {
      graph.log.push(...text.split('\n').filter(Boolean));
    });
    graph.log.push(...errors);
    return graph;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** After a collection of its garbage. */
  async memory(): Promise<Memory> {
    const answer = once(this.child, 'message');
    this.child.send('memory');
    const [memory] = (await Promise.race([answer, this.#ended])) as [Memory];
    return memory;
  }

  /** Drains it; gives its exit code. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    await this.#ended;
    await rm(this.folder, { recursive: true });
    return this.child.exitCode;
  }
}

function spawnGraph(configuration: string) {
  const { env, args } = startCommand();
  const probe = fileURLToPath(new URL('./probe.js', import.meta.url));
  return spawn(process.execPath, ['--import', probe, ...args, '--config', configuration, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
}

async function writeConfiguration(folder: string, sandboxUrl: string): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const key = { ...(await exportJWK(publicKey)), kid: 'soak', alg: 'ES256' };
  await writeFile(join(folder, 'keys.json'), JSON.stringify({ keys: [key] }));
  const secret = () => randomBytes(24).toString('hex');
  // JSON is YAML too.
  const document = {
    profile: 'production',
    server: { cursorSecret: secret() },
    auth: {
      mode: 'jwt',
      jwt: { issuer: ISSUER, audience: AUDIENCE, jwksFile: join(folder, 'keys.json') },
    },
    store: { url: `file:${join(folder, 'graph.db')}`, encryptionKey: secret() },
    // One caller here asks for what many would.
    limits: { costPerMinute: 0 },
    sources: sandboxSources(sandboxUrl),
  };
  await writeFile(join(folder, 'graph.yml'), JSON.stringify(document));
  return await new SignJWT({ scope: SCOPES, sources: ['*'] })
    .setProtectedHeader({ alg: 'ES256', kid: 'soak' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject('soak')
    .setExpirationTime('24h')
    .sign(privateKey);
}

async function printed(child: ReturnType<typeof spawnGraph>, pattern: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout?.setEncoding('utf8') ?? []) {
    text += String(chunk);
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  throw new Error('it ended before it was ready');
}
