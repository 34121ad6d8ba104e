import { describe, expect, it } from '@jest/globals';
import { readArguments, startFailure } from '../../sandbox/command-line.js';
import { startSandbox } from '../../sandbox/server.js';
import { welcome } from '../../sandbox/welcome.js';
import { echoUpstream } from './support/echo.js';

describe('npm run sandbox', () => {
  it('takes a port and a host', () => {
    expect(readArguments([])).toEqual({ port: 4100, host: '127.0.0.1' });
    expect(readArguments(['--port', '0', '--host', '::1'])).toEqual({ port: 0, host: '::1' });
  });

  it.each([['--port', 'x'], ['--port', '65536'], ['--port=-1'], ['--prot', '1'], ['4100']])(
    'refuses %s %s',
    (...args) => {
      expect(() => readArguments(args)).toThrow();
    },
  );

  it('says in one line that the port is in use', async () => {
    const first = await startSandbox({ upstreams: [echoUpstream()] });
    const port = Number(new URL(first.url).port);
    try {
      const failure: unknown = await startSandbox({ port, upstreams: [echoUpstream()] }).catch(
        (error: unknown) => error,
      );
      expect(startFailure(failure)).toBe(`port ${port} is already in use`);
    } finally {
      await first.close();
    }
  });

  it('prints every address and credential, and a call to start with', () => {
    const text = welcome('http://127.0.0.1:4100');
    for (const part of [
      'sandbox-arrowsphere-key',
      '/cloudcockpit',
      '/dkhardware',
      'sandbox-ion-refresh-0',
      'curl',
      '/_control',
    ]) {
      expect(text).toContain(part);
    }
  });
});
