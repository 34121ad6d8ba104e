import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nextData, Subscriber } from '../e2e/support/subscriber.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { sample } from '../support/sample-upstream.js';

const SECRET = 'sandbox-dkhardware-webhook-secret';
const CHANGED = 'subscription { customerChanged { externalId changedAt } }';

interface Changed {
  readonly customerChanged: { readonly externalId: string; readonly changedAt: string };
}

let graph: TestGraph;
let listener: Subscriber;

beforeAll(async () => {
  graph = await startTestGraph({
    sources: (entries) => [...entries, ...entries.filter(({ id }) => id === 'dkh').map(withoutSecret)],
  });
  listener = new Subscriber(graph.url);
});
afterAll(async () => {
  await listener.close();
  await graph.close();
});

function withoutSecret(entry: { readonly id: string; readonly webhookSecret?: string }) {
  const { webhookSecret: _, ...rest } = entry;
  return { ...rest, id: 'dkh-without-secret' };
}

async function post(body: unknown, source = 'dkh', type = 'application/json') {
  const response = await fetch(`${graph.url}/webhooks/dkhardware/${source}`, {
    method: 'POST',
    headers: { 'content-type': type, 'x-request-id': 'same-for-all' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const { date: _, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, text: await response.text() };
}

let seconds = 0;
/** Another time for each, so that none is a repetition. */
function newDate(): string {
  seconds += 1;
  return new Date(Date.UTC(2024, 9, 20, 11, 0, seconds)).toISOString().replace('.000Z', 'Z');
}

function event(customerIds: readonly unknown[], date: unknown = newDate()) {
  return { event: 'customer:changed', secret: SECRET, payload: { customerIds, date } };
}

/** What subscribers hear while `work` is done, told by an event that comes after everything else. */
async function heardDuring(work: () => Promise<unknown>): Promise<readonly Changed['customerChanged'][]> {
  const received = listener.subscribe<Changed>(CHANGED);
  const first = nextData(received);
  await listener.heard();
  await work();
  seconds += 1;
  const last = String(900_000 + seconds);
  await post(event([last]));
  const heard: Changed['customerChanged'][] = [];
  for (let next = await first; next.customerChanged.externalId !== last; next = await nextData(received)) {
    heard.push(next.customerChanged);
  }
  await received.return?.();
  return heard;
}

describe('A webhook', () => {
  it("as in the vendor's sample is told, each customer with the event's date", async () => {
    const given = (await sample('dk.webhook.customer-changed.json')) as object;
    const heard = await heardDuring(async () => {
      expect(await post({ ...given, secret: SECRET })).toMatchObject({ status: 200 });
    });
    expect(heard).toEqual([
      { externalId: '463501', changedAt: '2024-10-20T11:15:45Z' },
      { externalId: '463502', changedAt: '2024-10-20T11:15:45Z' },
    ]);
  });

  it('S10: without the right secret is refused, the same for every reason', async () => {
    const right = event(['1001']);
    const { secret: _, ...without } = right;
    const answers: Awaited<ReturnType<typeof post>>[] = [];
    const heard = await heardDuring(async () => {
      answers.push(await post({ ...right, secret: 'wrong' }));
      answers.push(await post({ ...right, secret: `${SECRET} ` }));
      answers.push(await post({ ...right, secret: [SECRET] }));
      answers.push(await post(without));
      answers.push(await post([]));
      answers.push(await post(right, 'nowhere'));
      answers.push(await post(right, 'ion'));
      answers.push(await post({ ...right, secret: '' }, 'dkh-without-secret'));
      answers.push(await post(right, 'dkh-without-secret'));
    });
    expect(heard).toEqual([]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('S10: told twice is told on once', async () => {
    const again = event(['1002', '1003']);
    const turned = event(['1003', '1002'], again.payload.date);
    const heard = await heardDuring(async () => {
      for (const body of [again, again, turned]) expect(await post(body)).toMatchObject({ status: 200 });
    });
    expect(heard.map(({ externalId }) => externalId)).toEqual(['1002', '1003']);
  });

  it.each(['customer-order:changed', 'vendor-quote:changed', 'customer:exploded'])(
    'about %s is received without effect',
    async (name) => {
      const heard = await heardDuring(async () => {
        expect(await post({ ...event(['1004']), event: name })).toMatchObject({ status: 200 });
      });
      expect(heard).toEqual([]);
    },
  );

  it.each([
    ['no event', { secret: SECRET }],
    ['no payload', { secret: SECRET, event: 'customer:changed' }],
    ['no list of ids', { secret: SECRET, event: 'customer:changed', payload: { customerIds: '1005' } }],
    ['no JSON', `{"secret":"${SECRET}"`],
  ])('with %s is malformed, and not quoted', async (_, body) => {
    const { status, text } = await post(body);
    expect(status).toBe(400);
    expect(text).not.toContain(SECRET);
  });

  it('in another content type is refused', async () => {
    expect(await post('secret=x', 'dkh', 'application/x-www-form-urlencoded')).toMatchObject({ status: 415 });
  });

  it('S10: of a megabyte is refused unread, one of 60 KiB is taken', async () => {
    expect(await post({ ...event([]), padding: 'x'.repeat(1024 * 1024) })).toMatchObject({ status: 413 });
    expect(await post({ ...event([]), padding: 'x'.repeat(60 * 1024) })).toMatchObject({ status: 200 });
  });

  it('names ids as numbers, and some that cannot be any, and an unset date', async () => {
    const before = new Date().toISOString();
    const heard = await heardDuring(() =>
      post(event([1006, '../1', '', null, '1006'], '0001-01-01T00:00:00')),
    );
    expect(heard.map(({ externalId }) => externalId)).toEqual(['1006']);
    expect(heard.every(({ changedAt }) => changedAt >= before)).toBe(true);
  });

  it('S10: that comes a thousand times for the same customers is told a few times', async () => {
    const heard = await heardDuring(async () => {
      for (let batch = 0; batch < 20; batch += 1) {
        await Promise.all(Array.from({ length: 50 }, () => post(event(['1007', '1008']))));
      }
    });
    expect(new Set(heard.map(({ externalId }) => externalId))).toEqual(new Set(['1007', '1008']));
    expect(heard.length).toBeLessThan(100);
  });
});
