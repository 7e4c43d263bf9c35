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

/** Answers to GET requests, bounded by their size in bytes; the least recently used go first. */
export interface AnswerCache {
  /** Returns a stored answer that is still fresh, with its age in seconds; undefined if there is none. */
  find(key: string): { readonly answer: StoredAnswer; readonly ageSeconds: number } | undefined;
  store(key: string, answer: Pick<StoredAnswer, 'status' | 'headers' | 'body'>, ttlMs: number): void;
}

/** Returns an empty cache that takes the time from the given clock. */
export function createAnswerCache(maxBytes: number, clock: Clock): AnswerCache {
  const answers = new LRUCache<string, StoredAnswer>({
    maxSize: maxBytes,
    maxEntrySize: Math.ceil(maxBytes / 8),
    sizeCalculation: (answer) => answer.body.length + 512,
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

/** True if an answer may be kept: a plain 200 that does not forbid it and that lacks no part. */
export function mayStore(status: number, headers: IncomingHttpHeaders): boolean {
  const control = headers['cache-control'] ?? '';
  return status === 200 && !/no-store|private/.test(control) && headers['x-missing'] === undefined;
}
