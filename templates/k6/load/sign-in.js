import { b64encode } from 'k6/encoding';
import { parseObject } from './phone.js';

/** Time before its end at which a token is renewed: 30 s, or a tenth of its life if that is less. */
const renewalMarginMs = 30000;

/** Returns the request by which an application on a phone makes itself known (RFC 7591 section 3.1). */
export function registrationRequest(phone, path) {
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: phone.id,
      software_id: phone.app.name,
      software_version: phone.version,
    }),
  };
}

/** Keeps what a registration was answered with; returns false if that is no registration. */
export function acceptRegistration(phone, body) {
  const { client_id: id, client_secret: secret } = parseObject(body);
  if (typeof id !== 'string' || typeof secret !== 'string') return false;
  phone.client = { id, secret };
  return true;
}

/** Returns the request for an access token by client credentials (RFC 6749 sections 2.3.1 and 4.4.2). */
export function tokenRequest({ id, secret }, path) {
  return {
    method: 'POST',
    path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${b64encode(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`)}`,
    },
    body: 'grant_type=client_credentials',
  };
}

/** Keeps the token of an answer until shortly before it expires, and returns it; null if there is none in it. */
export function acceptToken(phone, body) {
  const { access_token: value, expires_in: lifeSeconds } = parseObject(body);
  if (typeof value !== 'string') return null;
  const lifeMs = typeof lifeSeconds === 'number' ? lifeSeconds * 1000 : Number.POSITIVE_INFINITY;
  phone.token = { value, renewAtMs: Date.now() + lifeMs - Math.min(renewalMarginMs, lifeMs / 10) };
  return value;
}
