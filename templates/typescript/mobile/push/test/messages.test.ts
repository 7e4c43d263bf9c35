import { describe, expect, it } from 'vitest';
import { dayMs, hello, usePush } from './push-under-test.ts';

describe('the messages of a push service', () => {
  const push = usePush();

  it('sends once for one Idempotency-Key', async () => {
    await push().register('t1');
    const key = { 'idempotency-key': 'order-7' };
    const [first, second] = await Promise.all([push().send(hello, key), push().send(hello, key)]);
    expect(second.sent).toEqual(first.sent);
    await push().completed(first.sent.messageId);
    expect(push().fcm.calls).toHaveLength(1);
  });

  it('counts that a message was opened once for each device', async () => {
    await push().register('t1');
    const { sent } = await push().send(hello);
    const open = (caller: string, id = sent.messageId) =>
      push().client.request('PUT', `/push/registry/device/pushMessage/${id}`, { caller });
    expect((await open('d1')).status).toBe(204);
    await Promise.all([open('d1'), open('d2')]);
    expect(await push().stateOf(sent.messageId)).toMatchObject({ opened: 2 });
    expect((await open('d1', 'unknown')).status).toBe(404);
  });

  it('forgets a message, and who opened it, when the retention is over', async () => {
    await push().register('t1');
    const open = (id: string) =>
      push().client.request('PUT', `/push/registry/device/pushMessage/${id}`, { caller: 'd1' });
    const { sent: first } = await push().send(hello);
    await push().completed(first.messageId);
    await open(first.messageId);
    push().seams.clock.advance(20 * dayMs);
    const { sent: second } = await push().send(hello);
    await push().completed(second.messageId);
    await open(second.messageId);
    push().seams.clock.advance(11 * dayMs);
    expect((await open(first.messageId)).status).toBe(404);
    expect(await push().stateOf(second.messageId)).toMatchObject({ delivered: 1, opened: 1 });
    expect(await push().opened?.selectFrom('messages').select('id').execute()).toEqual([
      { id: second.messageId },
    ]);
    expect(await push().opened?.selectFrom('opens').select('message_id').execute()).toEqual([
      { message_id: second.messageId },
    ]);
    push().seams.clock.advance(20 * dayMs);
    await push().send(hello);
    expect(await push().opened?.selectFrom('opens').selectAll().execute()).toEqual([]);
  });

  it.each([
    ['no message', {}, '"message" is missing'],
    ['nothing to say', { message: {} }, 'needs an "alert"'],
    ['another priority', { message: { alert: 'x', priority: 'urgent' } }, '"priority" must be'],
    ['more than 4096 bytes', { message: { alert: 'x'.repeat(4097) } }, 'at most 4096 bytes'],
    [
      'a consolidation key that no header can hold',
      { message: { alert: 'x', consolidationKey: 'Größe €' } },
      '"consolidationKey" must have printable ASCII',
    ],
    [
      'a consolidation key of two lines',
      { message: { alert: 'x', consolidationKey: 'a\nb' } },
      '"consolidationKey" must have printable ASCII',
    ],
    [
      'a consolidation key of more than 64 bytes',
      { message: { alert: 'x', consolidationKey: 'k'.repeat(65) } },
      '"consolidationKey" must have at most 64',
    ],
    ['half a second to live', { message: { alert: 'x' }, config: { ttl: 0.5 } }, '"ttl" must be'],
  ])('refuses to send %s', async (_what, body, detail) => {
    const { status, body: answer } = await push().send(body);
    expect([status, answer]).toMatchObject([400, { detail: expect.stringContaining(detail) }]);
  });
});
