import type { Clock } from '@lintel/kit';
import { SignJWT } from 'jose';
import type { ProviderKey } from './credentials.ts';
import type { Authorize } from './provider.ts';

/** Apple takes no token that is older than an hour, and is annoyed by new ones more often than every twenty minutes. */
const renewAfterMs = 40 * 60_000;

/**
 * Returns what authorizes at APNs: a token that this service signs itself, and uses for forty minutes.
 * https://developer.apple.com/documentation/usernotifications/establishing-a-token-based-connection-to-apns
 */
export function createProviderToken({ privateKey, keyId, teamId }: ProviderKey, clock: Clock): Authorize {
  let signed: Promise<string> | null = null;
  let signedAtMs = 0;

  async function sign(): Promise<string> {
    const token = await new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: keyId })
      .setIssuer(teamId)
      .setIssuedAt(Math.floor(signedAtMs / 1000))
      .sign(privateKey);
    return `bearer ${token}`;
  }

  return () => {
    if (signed === null || clock.now() - signedAtMs >= renewAfterMs) {
      signedAtMs = clock.now();
      signed = sign();
    }
    return signed;
  };
}
