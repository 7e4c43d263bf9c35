import {
  badGateway,
  type CallContext,
  createUpstream,
  isFields,
  isSuccess,
  readJson,
  type Seams,
} from '@lintel/kit';
import { SignJWT } from 'jose';
import type { ServiceAccount } from './credentials.ts';
import { type Authorization, freshMs, NotAuthorized, providerTimeoutMs } from './provider.ts';

/** What the token is for: to send messages, and nothing else. */
const scope = 'https://www.googleapis.com/auth/firebase.messaging';
/** RFC 7523: a signed statement is given for a token. */
const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const assertionSeconds = 3600;
/** A token is not used so shortly before it expires, as it would on the way; at the latest when half of its life is over. */
const marginMs = 300_000;
/** Google's answer to who is not to have one (RFC 6749 section 5.2); anything else says nothing of that. */
const refusals = new Set([400, 401, 403]);

/** What was answered, when it was asked for, and until when it is not asked for again; by the monotonic clock. */
interface Known {
  readonly token: string | NotAuthorized;
  readonly askedAt: number;
  readonly until: number;
}

/**
 * Returns what authorizes at Google's APIs as a service account does: by an access token, asked for once and used until it nearly expires.
 * https://developers.google.com/identity/protocols/oauth2/service-account#httprest
 */
export function createAccessToken(account: ServiceAccount, seams: Seams): Authorization {
  const { clock } = seams;
  const url = new URL(account.tokenUrl);
  const upstream = createUpstream(url.hostname, url.origin, seams);
  let known: Known | null = null;
  let asked: Promise<Known> | null = null;

  async function ask(context: CallContext): Promise<Known> {
    const askedAt = clock.monotonic();
    const assertion = await sign(account, Math.floor(clock.now() / 1000));
    const answer = await upstream.call(context, {
      operation: 'accessToken',
      method: 'POST',
      path: url.pathname + url.search,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: grantType, assertion }).toString(),
      resilience: { timeoutMs: providerTimeoutMs },
    });
    // Not asked again for each of a million devices.
    if (refusals.has(answer.status))
      return { token: new NotAuthorized(errorIn(answer.text)), askedAt, until: askedAt + freshMs };
    if (!isSuccess(answer.status)) throw badGateway(upstream.name, `answered ${answer.status}`);
    const fields = readJson(upstream.name, answer);
    const { access_token: token, expires_in: seconds } = isFields(fields) ? fields : {};
    if (typeof token !== 'string' || typeof seconds !== 'number')
      throw badGateway(upstream.name, 'answered something that is no access token');
    const lifeMs = seconds * 1000;
    return { token, askedAt, until: askedAt + Math.max(lifeMs - marginMs, lifeMs / 2) };
  }

  return {
    async header(context) {
      if (known === null || clock.monotonic() >= known.until) {
        // Many messages are under way at once: all of them wait for one token.
        asked ??= ask(context).finally(() => {
          asked = null;
        });
        known = await asked;
      }
      if (known.token instanceof NotAuthorized) throw known.token;
      return headerOf(known.token);
    },
    renew(header) {
      const isCurrent = typeof known?.token === 'string' && headerOf(known.token) === header;
      if (known !== null && isCurrent && clock.monotonic() - known.askedAt < freshMs) return false;
      if (isCurrent) known = null;
      return true;
    },
  };
}

function headerOf(token: string): string {
  return `Bearer ${token}`;
}

function sign({ clientEmail, privateKey, privateKeyId, tokenUrl }: ServiceAccount, nowSeconds: number) {
  return new SignJWT({ scope })
    .setProtectedHeader({ alg: 'RS256', kid: privateKeyId, typ: 'JWT' })
    .setIssuer(clientEmail)
    .setAudience(tokenUrl)
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + assertionSeconds)
    .sign(privateKey);
}

/** `invalid_grant`, as RFC 6749 section 5.2 has it, or what stands in its place. */
function errorIn(text: string): string {
  try {
    const fields: unknown = JSON.parse(text);
    if (isFields(fields) && typeof fields['error'] === 'string') return fields['error'];
  } catch {
    // Whoever answers in place of Google may answer anything.
  }
  return 'no access token';
}
