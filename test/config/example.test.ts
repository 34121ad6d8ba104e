import { describe, expect, it } from '@jest/globals';
import { faultLine } from '../../src/config/faults.js';
import { loadConfiguration } from '../../src/config/load.js';
import { providers } from '../../src/datasources/registry.js';

const env = {
  ARROW_API_KEY: 'key',
  CC_CLIENT_ID: 'client',
  CC_SECRET: 'secret',
  DKH_CLIENT_ID: 'client',
  DKH_SECRET: 'secret',
  DKH_WEBHOOK_SECRET: 'secret',
  ION_REFRESH_TOKEN: 'token',
};

const loadExample = (environment: Record<string, string>) =>
  loadConfiguration({
    argv: ['--config', 'partner-graph.example.yml'],
    providers,
    withoutFile: () => Promise.reject(new Error('the example is the file')),
    env: environment,
  });

describe('partner-graph.example.yml', () => {
  it('is a configuration of all four providers', async () => {
    const result = await loadExample(env);
    expect(result.faults?.map(faultLine) ?? []).toEqual([]);
    expect(result).toMatchObject({
      configuration: {
        sources: [
          { id: 'arrow', provider: 'ARROWSPHERE' },
          { id: 'cockpit', provider: 'CLOUDCOCKPIT' },
          { id: 'dkh', provider: 'DKHARDWARE' },
          { id: 'ion', provider: 'ION' },
        ],
      },
    });
  });

  it('takes every secret from the environment', async () => {
    const { faults = [] } = await loadExample({});
    expect(faults.map(({ problem }) => /where (\w+) is not set/.exec(problem)?.[1])).toEqual(
      Object.keys(env),
    );
  });
});
