import { type CallContext, type Caller, type Clock, Problem, type Seams } from '@lintel/kit';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Identity } from './settings.ts';
import { createSigningKeys, type Keys } from './signing-keys.ts';

/** Verifies bearer tokens (RFC 6750) signed by the identity service. */
export interface TokenVerifier {
  /** Returns who the token was issued to. Throws a 401 {@link Problem} where it is absent, expired or not ours. */
  verify(authorization: string | undefined, context: CallContext): Promise<Caller>;
}

interface Verified {
  readonly caller: Caller;
  readonly expiresAtMs: number;
  /** What it was verified with: a token is worth no more than its key. */
  readonly keys: Keys;
}

const rememberedTokens = 20_000;

/** Returns a verifier that remembers tokens that it has verified, as long as the same keys are published. */
export function createTokenVerifier(identity: Identity, seams: Seams): TokenVerifier {
  const signingKeys = createSigningKeys(identity, seams);
  const remembered = new LRUCache<string, Verified>({ max: rememberedTokens });

  async function verified(token: string, keys: Keys): Promise<Verified> {
    const { payload } = await jwtVerify(token, keys, {
      issuer: identity.issuer,
      audience: identity.audience,
      algorithms: ['ES256'],
      currentDate: new Date(seams.clock.now()),
      requiredClaims: ['exp', 'sub'],
    });
    return { caller: callerOf(payload), expiresAtMs: (payload.exp ?? 0) * 1000, keys };
  }

  async function verifiedAnew(token: string, keys: Keys, context: CallContext): Promise<Verified> {
    try {
      return await verified(token, keys);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      return verified(token, await signingKeys.renewed(context));
    }
  }

  return {
    async verify(authorization, context) {
      const token = bearerToken(authorization);
      const keys = await signingKeys.current(context);
      const known = remembered.get(token);
      if (known?.keys === keys && isCurrent(known, seams.clock)) return known.caller;
      const fresh = await verifiedAnew(token, keys, context).catch((error: unknown) => {
        if (error instanceof errors.JOSEError) throw unauthorized('invalid_token', error.message);
        throw error;
      });
      remembered.set(token, fresh);
      return fresh.caller;
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
