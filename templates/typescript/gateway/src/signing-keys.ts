import {
  badGateway,
  type CallContext,
  createUpstream,
  expectSuccess,
  openDeadline,
  readJson,
  type Seams,
  timedOut,
  type UpstreamAnswer,
} from '@lintel/kit';
import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import type { Identity } from './settings.ts';

/** The keys that were published together. The same object as long as the same keys are published. */
export type Keys = ReturnType<typeof createLocalJWKSet>;

/**
 * The keys by which the identity service signs. Nobody waits for them longer than its own deadline: then it is a 504
 * {@link Problem}, as it is a 502 where they cannot be had.
 */
export interface SigningKeys {
  /** Returns the keys to verify with. */
  current(context: CallContext): Promise<Keys>;
  /** Returns the keys after one was asked for that is not among them: fetched again, unless that was done just now. */
  renewed(context: CallContext): Promise<Keys>;
}

/** As long as the identity service lets its keys be kept. From then on they are fetched again, while the old ones go on. */
const freshForMs = 300_000;
/** A key that was withdrawn is trusted no longer than this, and neither is any other while no keys can be fetched. */
const trustedForMs = 900_000;
/** While there are keys, they are not fetched more often than this: a forged key id must not cause a flood. */
const refetchAfterMs = 10_000;
/** Where there are none, requests fail until there are: they are asked for sooner, but not by each request. */
const retryAfterMs = 1000;
/** A fetch is for everybody who waits for it, so it has a time of its own, whoever is the first to ask. */
const fetchTimeoutMs = 5000;

interface Published {
  readonly text: string;
  readonly keys: Keys;
  readonly askedAt: number;
}

interface Fetch {
  readonly keys: Promise<Keys>;
  readonly askedAt: number;
  isOver: boolean;
}

/** Returns the keys of an identity service. They are fetched when they are first needed. */
export function createSigningKeys(identity: Identity, seams: Seams): SigningKeys {
  const { clock } = seams;
  const upstream = createUpstream(identity.name, identity.url, seams);
  let published: Published | null = null;
  let latest: Fetch | null = null;

  async function fetchKeys(context: CallContext, askedAt: number): Promise<Keys> {
    const own = {
      ...context,
      deadline: openDeadline(undefined, fetchTimeoutMs, clock),
      idempotencyKey: null,
    };
    const request = { operation: 'keys', method: 'GET', path: identity.keysPath };
    const answer = expectSuccess(upstream.name, await upstream.call(own, request));
    const keys = answer.text === published?.text ? published.keys : readKeys(upstream.name, answer);
    published = { text: answer.text, keys, askedAt };
    return keys;
  }

  /** Joins the latest fetch while it is under way or was begun within the pause; else begins another. */
  function fetched(context: CallContext, pauseMs: number): Promise<Keys> {
    const askedAt = clock.monotonic();
    if (latest !== null && (!latest.isOver || askedAt - latest.askedAt <= pauseMs)) return latest.keys;
    const begun: Fetch = { keys: fetchKeys(context, askedAt), askedAt, isOver: false };
    latest = begun;
    begun.keys
      .catch((error: unknown) => context.log.warn({ err: error }, `no keys from ${identity.name}`))
      .finally(() => {
        begun.isOver = true;
      });
    return begun.keys;
  }

  function waited(keys: Promise<Keys>, { deadline }: CallContext): Promise<Keys> {
    return new Promise((resolve, reject) => {
      const cancelTimer = clock.after(deadline.remainingMs(), () => reject(timedOut(identity.name)));
      keys.then(resolve, reject).finally(cancelTimer);
    });
  }

  return {
    async current(context) {
      const ageMs = published === null ? Number.POSITIVE_INFINITY : clock.monotonic() - published.askedAt;
      if (published === null || ageMs >= trustedForMs) return waited(fetched(context, retryAfterMs), context);
      const { keys } = published;
      if (ageMs >= freshForMs) fetched(context, refetchAfterMs);
      return keys;
    },
    renewed: (context) => waited(fetched(context, refetchAfterMs), context),
  };
}

function readKeys(name: string, answer: UpstreamAnswer): Keys {
  const body = readJson(name, answer);
  try {
    return createLocalJWKSet(body as JSONWebKeySet);
  } catch {
    throw badGateway(name, 'answered something that is no set of keys');
  }
}
