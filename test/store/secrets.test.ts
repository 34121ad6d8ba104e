import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { bytesOf, KEY, open, temporaryFolder } from './support/stores.js';

/** Whatever may be secret or personal carries this; so does nothing else. */
const CANARY = 'cAnArY';

describe('The bytes of a store', () => {
  it('hold no token, no payload, no input, no key of a caller and no word of an upstream', async () => {
    const folder = await temporaryFolder();
    const url = `file:${join(folder, 'graph.db')}`;
    const { refreshTokens, idempotency, operations, close } = await open(url);
    const chain = { sourceId: 'ion', first: `${CANARY}-R0`, isUsable: () => false };
    for (let round = 1; round <= 2; round += 1) {
      const accessToken = { value: `${CANARY}-A${round}`, expiresAt: 1 };
      await refreshTokens.accessToken(chain, () =>
        Promise.resolve({ refreshToken: `${CANARY}-R${round}`, accessToken }),
      );
    }
    const key = { caller: `${CANARY}-sub`, mutation: 'createCustomer', key: `${CANARY}-key` };
    const beginning = await idempotency.begin(key, `{"password":"${CANARY}"}`);
    if ('claim' in beginning) await beginning.claim.done({ email: `${CANARY}@contoso.example` });
    await operations.create({
      sourceId: 'dkh',
      id: 's1',
      kind: 'CREATE_CUSTOMER',
      handle: `${CANARY}-handle`,
      nextPollAt: 1,
    });
    await operations.update(
      { sourceId: 'dkh', id: 's1' },
      { userErrors: [{ field: null, code: 'REJECTED', message: `${CANARY} is taken` }] },
    );

    const open_ = await bytesOf(folder);
    expect((await readFile(join(folder, 'graph.db-wal'))).length).toBeGreaterThan(0);
    await close();
    for (const bytes of [open_, await bytesOf(folder)]) {
      expect(bytes).toContain('refresh_tokens');
      expect(bytes).not.toContain(CANARY);
      expect(bytes).not.toContain(Buffer.from(CANARY).toString('base64').slice(0, 7));
      expect(bytes).not.toContain(KEY);
    }
  });
});
