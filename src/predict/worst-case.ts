import type { FrontendOperation, Gather } from '../model/model.ts';
import { longestPauseMs } from './attempts.ts';
import { attemptsOf } from './flows.ts';

/** The most that a part of an answer may take, by its time-outs alone. */
export interface WorstPart {
  readonly gather: Gather;
  /** Null for a mobile service: it is called once, and nothing but the part's own time-out holds it. */
  readonly call: WorstCall | null;
  /** What the part may take: its own time-out or its call, whichever is less; null: whatever the deadline leaves. */
  readonly mostMs: number | null;
}

export interface WorstCall {
  readonly attempts: number;
  /** Of one attempt. */
  readonly timeoutMs: number;
  /** All pauses between attempts, each as long as it may be. */
  readonly backoffMs: number;
  /** attempts x timeout + backoff. */
  readonly totalMs: number;
}

/** Parts that wait for each other, and the most that they take together. */
export interface WorstPath {
  /** In the order in which they run. */
  readonly parts: readonly WorstPart[];
  readonly totalMs: number;
}

/** Returns the most that a part may take when the request that asks for it carries an Idempotency-Key, or does not. */
export function worstPart(gather: Gather, withKey: boolean): WorstPart {
  const { from, timeoutMs } = gather;
  if (from.type === 'mobileService') return { gather, call: null, mostMs: timeoutMs };
  const { resilience } = from.operation;
  const attempts = attemptsOf(from.operation, withKey);
  let backoffMs = 0;
  for (let repetition = 0; repetition < attempts - 1; repetition++) backoffMs += longestPauseMs(repetition);
  const totalMs = attempts * resilience.timeoutMs + backoffMs;
  const call = { attempts, timeoutMs: resilience.timeoutMs, backoffMs, totalMs };
  return { gather, call, mostMs: Math.min(totalMs, timeoutMs ?? totalMs) };
}

/**
 * Returns the parts of an answer that may take longest one after the other; no part where there are none. A mobile
 * service without a time-out of its own counts as nothing: it takes what the deadline leaves and no more.
 */
export function worstPath({ gathers }: FrontendOperation, withKey: boolean): WorstPath {
  const known = new Map<string, WorstPath>();
  const byName = new Map(gathers.map((gather) => [gather.part, gather]));
  const pathTo = (gather: Gather): WorstPath => {
    const before = known.get(gather.part);
    if (before !== undefined) return before;
    const earlier = gather.after.flatMap((name) => byName.get(name) ?? []).map(pathTo);
    const part = worstPart(gather, withKey);
    const longest = longestOf(earlier);
    const path = {
      parts: [...longest.parts, part],
      totalMs: longest.totalMs + (part.mostMs ?? 0),
    };
    known.set(gather.part, path);
    return path;
  };
  return longestOf(gathers.map(pathTo));
}

function longestOf(paths: readonly WorstPath[]): WorstPath {
  return paths.reduce<WorstPath>((longest, path) => (path.totalMs > longest.totalMs ? path : longest), {
    parts: [],
    totalMs: 0,
  });
}
