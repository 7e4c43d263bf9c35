import type { Seams } from '@lintel/kit';
import {
  type CallContext,
  type Caller,
  type Clock,
  createUpstream,
  expectSuccess,
  Problem,
  readJson,
} from '@lintel/kit';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Identity } from './settings.ts';

/** Verifies bearer tokens (RFC 6750) signed by the identity service. */
export interface TokenVerifier {
  /** Returns who the token was issued to. Throws a 401 {@link Problem} where it is absent, expired or not ours. */
  verify(authorization: string | undefined, context: CallContext): Promise<Caller>;
}

type Keys = ReturnType<typeof createLocalJWKSet>;

interface Verified {
  readonly caller: Caller;
  readonly expiresAtMs: number;
}

/** Keys are fetched again for an unknown key id, but not more often than this: a forged id must not cause a flood. */
const refetchAfterMs = 10_000;
const rememberedTokens = 20_000;

/** Returns a verifier that fetches the keys when it first needs them, and remembers tokens that it has verified. */
export function createTokenVerifier(identity: Identity, seams: Seams): TokenVerifier {
  const upstream = createUpstream(identity.name, identity.url, seams);
  const remembered = new LRUCache<string, Verified>({ max: rememberedTokens });
  let keys: Promise<Keys> | null = null;
  let fetchedAt = Number.NEGATIVE_INFINITY;

  async function fetchKeys(context: CallContext): Promise<Keys> {
    const answer = await upstream.call(context, {
      operation: 'keys',
      method: 'GET',
      path: identity.keysPath,
    });
    return createLocalJWKSet(readJson(upstream.name, expectSuccess(upstream.name, answer)) as JSONWebKeySet);
  }

  function currentKeys(context: CallContext, renew: boolean): Promise<Keys> {
    if (keys !== null && !(renew && seams.clock.monotonic() - fetchedAt > refetchAfterMs)) return keys;
    fetchedAt = seams.clock.monotonic();
    const fetched = fetchKeys(context);
    keys = fetched;
    fetched.catch(() => {
      if (keys === fetched) keys = null;
    });
    return fetched;
  }

  async function payloadOf(token: string, context: CallContext): Promise<JWTPayload> {
    const options = {
      issuer: identity.issuer,
      audience: identity.audience,
      algorithms: ['ES256'],
      currentDate: new Date(seams.clock.now()),
    };
    try {
      return (await jwtVerify(token, await currentKeys(context, false), options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      return (await jwtVerify(token, await currentKeys(context, true), options)).payload;
    }
  }

  return {
    async verify(authorization, context) {
      const token = bearerToken(authorization);
      const known = remembered.get(token);
      if (known !== undefined && isCurrent(known, seams.clock)) return known.caller;
      const payload = await payloadOf(token, context).catch((error: unknown) => {
        if (error instanceof errors.JOSEError) throw unauthorized('invalid_token', error.message);
        throw error;
      });
      const verified = { caller: callerOf(payload), expiresAtMs: (payload.exp ?? 0) * 1000 };
      remembered.set(token, verified);
      return verified.caller;
    },
  };
}

function bearerToken(authorization: string | undefined): string {
  const match = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization ?? '');
  if (match?.[1] === undefined) throw unauthorized(null, 'a bearer token is required');
  return match[1];
}

function isCurrent(verified: Verified, clock: Clock): boolean {
  return clock.now() < verified.expiresAtMs;
}

function callerOf(payload: JWTPayload): Caller {
  const { sub, app, plan } = payload;
  if (typeof sub !== 'string') throw unauthorized('invalid_token', 'the token names no subject');
  return { id: sub, app: typeof app === 'string' ? app : '', plan: typeof plan === 'string' ? plan : '' };
}

function unauthorized(error: string | null, detail: string): Problem {
  const challenge = error === null ? 'Bearer' : `Bearer error="${error}"`;
  return new Problem(401, 'Unauthorized', detail, { 'www-authenticate': challenge });
}
