import { type Caller, type Clock, Problem } from '@lintel/kit';
import { LRUCache } from 'lru-cache';
import type { Plan } from './settings.ts';

/** Lets requests through as the caller's plan says, by a token bucket: `burst` at once, `ratePerSecond` for good. */
export interface Limiter {
  /** Throws a 429 {@link Problem} with Retry-After (RFC 9110) when the bucket is empty. */
  admit(caller: Caller): void;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

const rememberedBuckets = 100_000;

/** Returns a limiter for the given plans. A caller whose plan is unknown has the first; without plans all are admitted. */
export function createLimiter(plans: readonly Plan[], clock: Clock): Limiter {
  const buckets = new LRUCache<string, Bucket>({ max: rememberedBuckets });
  const byName = new Map(plans.map((plan) => [plan.name, plan]));
  const fallback = plans[0];
  return {
    admit(caller) {
      const plan = byName.get(caller.plan) ?? fallback;
      if (plan === undefined) return;
      const owner = `${plan.name} ${plan.per === 'app' ? caller.app : caller.id}`;
      const now = clock.monotonic();
      const bucket = buckets.get(owner) ?? { tokens: plan.burst, filledAt: now };
      const earned = ((now - bucket.filledAt) / 1000) * plan.ratePerSecond;
      bucket.tokens = Math.min(plan.burst, bucket.tokens + earned);
      bucket.filledAt = now;
      buckets.set(owner, bucket);
      if (bucket.tokens < 1) throw tooMany(plan, bucket.tokens);
      bucket.tokens -= 1;
    },
  };
}

function tooMany(plan: Plan, tokens: number): Problem {
  const seconds = String(Math.max(1, Math.ceil((1 - tokens) / plan.ratePerSecond)));
  return new Problem(
    429,
    'Too Many Requests',
    `the plan "${plan.name}" allows ${plan.ratePerSecond} requests a second`,
    {
      'retry-after': seconds,
    },
  );
}
