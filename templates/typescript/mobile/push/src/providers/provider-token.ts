import type { Clock } from '@lintel/kit';
import { SignJWT } from 'jose';
import type { ProviderKey } from './credentials.ts';
import { type Authorization, freshMs } from './provider.ts';

/** Apple takes no token that is older than an hour, and is annoyed by new ones more often than every twenty minutes. */
const renewAfterMs = 40 * 60_000;

/**
 * Returns what authorizes at APNs: a token that this service signs itself, and uses for forty minutes.
 * https://developer.apple.com/documentation/usernotifications/establishing-a-token-based-connection-to-apns
 */
export function createProviderToken({ privateKey, keyId, teamId }: ProviderKey, clock: Clock): Authorization {
  let signed: string | null = null;
  // By the monotonic clock: the other one may be set back.
  let signedAt = 0;

  async function sign(): Promise<string> {
    const token = await new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: keyId })
      .setIssuer(teamId)
      .setIssuedAt(Math.floor(clock.now() / 1000))
      .sign(privateKey);
    return `bearer ${token}`;
  }

  const age = () => clock.monotonic() - signedAt;
  return {
    async header() {
      if (signed !== null && age() < renewAfterMs) return signed;
      // Of those that sign at the same time, the first one counts.
      const header = await sign();
      if (signed === null || age() >= renewAfterMs) [signed, signedAt] = [header, clock.monotonic()];
      return signed;
    },
    renew(header) {
      if (header === signed && age() < freshMs) return false;
      if (header === signed) signed = null;
      return true;
    },
  };
}
