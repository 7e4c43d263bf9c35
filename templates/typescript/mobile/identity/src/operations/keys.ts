import type { Answer } from '@lintel/kit';
import type { SigningKeys } from '../signing-keys.ts';

/** GET /auth/jwks: the keys that tokens are verified with (RFC 7517), for five minutes at a time. */
export function keys({ jwks }: SigningKeys): Answer {
  return { status: 200, body: jwks, headers: { 'cache-control': 'public, max-age=300' } };
}
