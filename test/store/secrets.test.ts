import { expect, it } from '@jest/globals';
import { describeKinds } from './support/kinds.js';
import { KEY } from './support/stores.js';

/** Whatever may be secret or personal carries this; so does nothing else. */
const CANARY = 'cAnArY';

describeKinds('The bytes of a store', (kind) => {
  it('hold no token, no payload, no input, no key of a caller and no word of an upstream', async () => {
    const place = await kind.place();
    const { refreshTokens, idempotency, operations, close } = await place.open();
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

    const whileOpen = await place.bytes();
    await close();
    for (const bytes of [whileOpen, await place.bytes()]) {
      for (const rows of [/refresh.tokens/, /idempotency/, /operations/, /CREATE_CUSTOMER/])
        expect(bytes).toMatch(rows);
      expect(bytes).not.toContain(CANARY);
      expect(bytes).not.toContain(Buffer.from(CANARY).toString('base64').slice(0, 7));
      expect(bytes).not.toContain(KEY);
    }
  });
});
