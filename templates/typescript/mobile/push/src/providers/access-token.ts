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
import { type Authorize, NotAuthorized, providerTimeoutMs } from './provider.ts';

/** What the token is for: to send messages, and nothing else. */
const scope = 'https://www.googleapis.com/auth/firebase.messaging';
/** RFC 7523: a signed statement is given for a token. */
const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const assertionSeconds = 3600;
/** A token is not used so shortly before it expires: it would on the way. */
const marginMs = 300_000;
/** Who is refused asks for the next message again, but not for each of a million devices. */
const refusalMs = 60_000;

/** What was answered, and until when that is not asked again. */
interface Known {
  readonly token: string | NotAuthorized;
  readonly untilMs: number;
}

/**
 * Returns what authorizes at Google's APIs as a service account does: by an access token, asked for once and used until it nearly expires.
 * https://developers.google.com/identity/protocols/oauth2/service-account#httprest
 */
export function createAccessToken(account: ServiceAccount, seams: Seams): Authorize {
  const { clock } = seams;
  const url = new URL(account.tokenUrl);
  const upstream = createUpstream(url.hostname, url.origin, seams);
  let known: Known = { token: '', untilMs: 0 };
  let asked: Promise<Known> | null = null;

  async function ask(context: CallContext): Promise<Known> {
    const askedAtMs = clock.now();
    const assertion = await sign(account, Math.floor(askedAtMs / 1000));
    const answer = await upstream.call(context, {
      operation: 'accessToken',
      method: 'POST',
      path: url.pathname + url.search,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: grantType, assertion }).toString(),
      resilience: { timeoutMs: providerTimeoutMs },
    });
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429)
      return { token: new NotAuthorized(errorIn(answer.text)), untilMs: askedAtMs + refusalMs };
    if (!isSuccess(answer.status)) throw badGateway(upstream.name, `answered ${answer.status}`);
    const fields = readJson(upstream.name, answer);
    const { access_token: token, expires_in: seconds } = isFields(fields) ? fields : {};
    if (typeof token !== 'string' || typeof seconds !== 'number')
      throw badGateway(upstream.name, 'answered something that is no access token');
    return { token, untilMs: askedAtMs + seconds * 1000 - marginMs };
  }

  return async (context) => {
    if (clock.now() >= known.untilMs) {
      // Many messages are under way at once: all of them wait for one token.
      asked ??= ask(context).finally(() => {
        asked = null;
      });
      known = await asked;
    }
    if (known.token instanceof NotAuthorized) throw known.token;
    return `Bearer ${known.token}`;
  };
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
