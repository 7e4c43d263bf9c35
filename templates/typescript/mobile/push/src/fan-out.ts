import type { CallContext, Clock, Store } from '@lintel/kit';
import { createFailureLog, type FailureLog } from './failure-log.ts';
import type { Delivery } from './providers/delivery.ts';
import { providerTimeoutMs } from './providers/provider.ts';
import type { Failure } from './providers/provider-answers.ts';
import type { Criteria, PushMessage } from './read-message.ts';
import { batchSize, nextRecipients, type Recipient, removeDevices } from './recipients.ts';
import type { PushTables } from './schema.ts';

/** Hands messages out in the background, after the request that sent them has been answered. */
export interface FanOut {
  /** Begins to hand out a message that is in storage. Its calls belong to the trace of the given context. */
  start(context: CallContext, message: PushMessage, criteria: Criteria): void;
  /** Lets the calls that are under way end and gives up everything else, which then counts as failed. */
  close(): Promise<void>;
}

interface Job {
  readonly context: CallContext;
  readonly message: PushMessage;
  readonly criteria: Criteria;
  readonly tally: { delivered: number; failed: number; removed: number };
  readonly failures: FailureLog;
}

/** What has to be tried again, and not before when. */
interface Leftover {
  readonly recipients: Recipient[];
  /** Of each of them, why. */
  readonly failures: Failure[];
  retryAfterMs: number;
}

const callsAtOnce = 64;
const maxAttempts = 6;
const redeliveryMs = 1500;
const redeliveryGrowth = 1.5;
const redeliveryCapMs = 5000;
/** A provider that asks for more patience than this is not waited for. */
const maxPatienceMs = 60_000;

/** Returns a fan-out that delivers in batches, and again to those that failed, after 1.5 s and then ever longer to 5 s. */
export function createFanOut(store: Store<PushTables>, clock: Clock, delivery: Delivery): FanOut {
  const running = new Set<Promise<void>>();
  const sleepers = new Set<() => void>();
  let isClosing = false;

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        cancel();
        sleepers.delete(wake);
        resolve();
      };
      const cancel = clock.after(ms, wake);
      sleepers.add(wake);
    });
  }

  async function deliverBatch(job: Job, batch: readonly Recipient[], left: Leftover): Promise<void> {
    const gone = new Map<string, Failure>();
    const fail = (failure: Failure) => {
      job.tally.failed++;
      job.failures.count(failure);
    };
    await eachOf(batch, async (recipient) => {
      if (isClosing) return;
      const outcome = await delivery.deliver(job.context, job.message, recipient);
      if (outcome.type === 'delivered') job.tally.delivered++;
      else if (outcome.type === 'gone') gone.set(recipient.token, outcome.failure);
      else if (outcome.type === 'refused') fail(outcome.failure);
      else {
        left.recipients.push(recipient);
        left.failures.push(outcome.failure);
        left.retryAfterMs = Math.max(left.retryAfterMs, outcome.retryAfterMs);
      }
    });
    await store.use(job.context, 'update message', async (database) => {
      const registeredUntil = job.message.sentAt;
      const kept = await removeDevices(database, { tokens: [...gone.keys()], registeredUntil });
      for (const [token, failure] of gone) {
        if (kept.has(token)) fail(failure);
        else job.tally.removed++;
      }
      await database.updateTable('messages').set(job.tally).where('id', '=', job.message.id).execute();
    });
  }

  async function deliverFirst(job: Job): Promise<Leftover> {
    const left: Leftover = { recipients: [], failures: [], retryAfterMs: 0 };
    for (let after = ''; !isClosing; ) {
      const batch = await store.use(job.context, 'read recipients', (database) =>
        nextRecipients(database, job.criteria, after),
      );
      const last = batch.at(-1);
      if (last === undefined) break;
      after = last.token;
      await deliverBatch(job, batch, left);
    }
    return left;
  }

  async function run(job: Job): Promise<void> {
    let left = await deliverFirst(job);
    let delayMs = redeliveryMs;
    for (let attempt = 2; left.recipients.length > 0 && attempt <= maxAttempts; attempt++) {
      const pauseMs = Math.max(delayMs, left.retryAfterMs);
      const { expiresAt } = job.message;
      if (isClosing || pauseMs > maxPatienceMs) break;
      if (expiresAt !== null && clock.now() + pauseMs >= expiresAt) break;
      await sleep(pauseMs);
      if (isClosing) break;
      delayMs = Math.min(redeliveryCapMs, delayMs * redeliveryGrowth);
      const again = left.recipients;
      left = { recipients: [], failures: [], retryAfterMs: 0 };
      for (let from = 0; from < again.length; from += batchSize)
        await deliverBatch(job, again.slice(from, from + batchSize), left);
    }
    for (const failure of left.failures) job.failures.count(failure);
    job.failures.close();
    await complete(job);
  }

  /** Whoever was not reached by now counts as failed, whatever the reason. */
  async function complete({ context, message, tally }: Job): Promise<void> {
    const reached = tally.delivered + tally.removed;
    await store.use(context, 'complete message', (database) =>
      database
        .updateTable('messages')
        .set((of) => ({
          completed_at: clock.now(),
          failed: of.fn<number>('max', [of('recipients', '-', reached), of.val(tally.failed)]),
        }))
        .where('id', '=', message.id)
        .execute(),
    );
  }

  return {
    start(context, message, criteria) {
      const tally = { delivered: 0, failed: 0, removed: 0 };
      const failures = createFailureLog(context, message.id);
      const job = { context: backgroundOf(context), message, criteria, tally, failures };
      const done = run(job).catch((error: unknown) =>
        context.log.error({ err: error, messageId: message.id }, 'a message was not handed out'),
      );
      running.add(done);
      done.finally(() => running.delete(done));
    },
    async close() {
      isClosing = true;
      for (const wake of [...sleepers]) wake();
      await Promise.all(running);
      delivery.close();
    },
  };
}

/** The request is answered long before: its deadline, its caller and its key mean nothing to a provider. */
function backgroundOf(context: CallContext): CallContext {
  return {
    ...context,
    caller: null,
    idempotencyKey: null,
    deadline: { remainingMs: () => providerTimeoutMs },
  };
}

/** Does the work for each item, for so many of them at a time. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(callsAtOnce, items.length) }, worker));
}
