import type { IncomingHttpHeaders } from 'node:http';
import type { Caller, Clock } from '@lintel/kit';
import { LRUCache } from 'lru-cache';
import type { Route } from './settings.ts';

/** A whole answer, kept to be given again. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Both by the monotonic clock, in milliseconds. */
  readonly storedAt: number;
  readonly freshUntil: number;
}

/** Answers to GET requests, bounded by their size in bytes, keys and headers included; the least recently used go first. */
export interface AnswerCache {
  /** Returns a stored answer that is still fresh, with its age in seconds; undefined if there is none. */
  find(key: string): { readonly answer: StoredAnswer; readonly ageSeconds: number } | undefined;
  store(key: string, answer: Pick<StoredAnswer, 'status' | 'headers' | 'body'>, ttlMs: number): void;
}

/** What an entry takes beside its texts, roughly. */
const entryBytes = 512;

/** Returns an empty cache that takes the time from the given clock. One of 0 bytes stays empty. */
export function createAnswerCache(maxBytes: number, clock: Clock): AnswerCache {
  if (maxBytes === 0) return { find: () => undefined, store() {} };
  const answers = new LRUCache<string, StoredAnswer>({
    maxSize: maxBytes,
    maxEntrySize: Math.ceil(maxBytes / 8),
    sizeCalculation: ({ headers, body }, key) => entryBytes + key.length + sizeOf(headers) + body.length,
  });
  return {
    find(key) {
      const answer = answers.get(key);
      if (answer === undefined || clock.monotonic() >= answer.freshUntil) return undefined;
      return { answer, ageSeconds: Math.floor((clock.monotonic() - answer.storedAt) / 1000) };
    },
    store(key, answer, ttlMs) {
      const storedAt = clock.monotonic();
      answers.set(key, { ...answer, storedAt, freshUntil: storedAt + ttlMs });
    },
  };
}

/** Returns the key under which an answer may be found again; the caller is part of it unless answers are for everyone. */
export function cacheKey(route: Route, url: string, caller: Caller | null): string {
  return route.cachePer === 'everyone' ? url : `${caller?.id ?? ''} ${url}`;
}

function sizeOf(headers: IncomingHttpHeaders): number {
  return Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + String(value).length, 0);
}
