import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultLine } from '../../../src/config/faults.js';
import { StoreFault } from '../../../src/store/faults.js';
import { build } from '../../e2e/support/process.js';
import { findExecutable } from '../../support/executable.js';
import { rejection } from '../../upstream/support/calls.js';
import { runProcess } from '../support/processes.js';
import { REDIS_SERVER, RedisServer } from '../support/redis-server.js';
import { open } from '../support/stores.js';

const OPENSSL = findExecutable('openssl');
if (OPENSSL === null)
  process.stderr.write('Tests of rediss: are skipped: there is no openssl in the PATH.\n');
const describeTls = OPENSSL === null || REDIS_SERVER === null ? describe.skip : describe;

describeTls('A store in Redis over TLS', () => {
  let folder: string;
  let server: RedisServer;
  const url = (host: string) => `rediss://${host}:${server.port}`;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'partner-graph-tls-'));
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
    const fresh = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate];
    await promisify(execFile)(OPENSSL ?? '', ['req', ...fresh, ...named]);
    const files = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', certificate];
    server = await RedisServer.start([...files, '--tls-auth-clients', 'no'], 'rediss');
    await build();
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const trusting = () => ({ NODE_EXTRA_CA_CERTS: join(folder, 'certificate.pem') });

  it('opens where the CA of the server is known', async () => {
    const task = { name: 'begin', keys: ['k'] };
    const { printed } = await runProcess({ url: url('localhost'), environment: trusting(), task });
    expect(printed.outcomes).toEqual([['k', 'fresh']]);
  });

  it('is refused where it is not', async () => {
    const error = await rejection(open(url('localhost')));
    expect(error instanceof StoreFault && faultLine(error.fault)).toBe(
      'store.url: names a server whose certificate is not trusted; name the host as its certificate does, and put the file of its CA into NODE_EXTRA_CA_CERTS',
    );
  });
});
