import type { IncomingHttpHeaders } from 'node:http';
import type { Caller, Clock } from '@lintel/kit';
import { LRUCache } from 'lru-cache';
import type { Route } from './settings.ts';
import { headersToKeep, secondsOnTheWay } from './storable.ts';

/** A whole answer, as it came. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** By the monotonic clock, in milliseconds. It may have ended much later: the one who read it may be slow. */
  readonly begunAt: number;
}

/** What is kept of an answer, to be given again. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
  /** When it was made and how long it is fresh, by the monotonic clock, in milliseconds. */
  readonly madeAt: number;
  readonly freshUntil: number;
}

/** A stored answer, and how long ago it was made. */
export interface FoundAnswer {
  readonly answer: StoredAnswer;
  readonly ageSeconds: number;
}

/** Answers to GET requests, bounded by their size in bytes, keys and headers included; the least recently used go first. */
export interface AnswerCache {
  /** Returns a stored answer that is still fresh; undefined if there is none. */
  find(key: string): FoundAnswer | undefined;
  store(key: string, answer: WholeAnswer, ttlMs: number): void;
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
      return { answer, ageSeconds: Math.floor((clock.monotonic() - answer.madeAt) / 1000) };
    },
    store(key, { status, headers, body, begunAt }, ttlMs) {
      const madeAt = begunAt - secondsOnTheWay(headers) * 1000;
      answers.set(key, {
        status,
        headers: headersToKeep(headers),
        body,
        madeAt,
        freshUntil: begunAt + ttlMs,
      });
    },
  };
}

/** Returns the key under which an answer may be found again; the caller is part of it unless answers are for everyone. */
export function cacheKey(route: Route, url: string, caller: Caller | null): string {
  return route.cachePer === 'everyone' ? url : `${caller?.id ?? ''} ${url}`;
}

function sizeOf(headers: StoredAnswer['headers']): number {
  return Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + String(value).length, 0);
}
