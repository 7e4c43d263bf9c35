import type { Device } from './device.ts';

/** A step on the way to a token: a request to the identity service. */
export interface SignInRequest {
  readonly method: 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Time before its end at which a token is renewed: 30 s, or a tenth of its life if that is less. */
const renewalMarginMs = 30_000;

/** Returns the request by which an application on a phone makes itself known (RFC 7591 section 3.1). */
export function registrationRequest(device: Device, path: string): SignInRequest {
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: device.id,
      software_id: device.app.name,
      software_version: device.version,
    }),
  };
}

/** Keeps what a registration was answered with; returns false if that is no registration. */
export function acceptRegistration(device: Device, body: string): boolean {
  const { client_id: id, client_secret: secret } = parseObject(body);
  if (typeof id !== 'string' || typeof secret !== 'string') return false;
  device.client = { id, secret };
  return true;
}

/** Returns the request for an access token by client credentials (RFC 6749 sections 2.3.1 and 4.4.2). */
export function tokenRequest(
  client: { readonly id: string; readonly secret: string },
  path: string,
): SignInRequest {
  const credentials = `${encodeURIComponent(client.id)}:${encodeURIComponent(client.secret)}`;
  return {
    method: 'POST',
    path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
    },
    body: 'grant_type=client_credentials',
  };
}

/** Keeps the token of an answer until shortly before it expires, and returns it; null if there is none in it. */
export function acceptToken(device: Device, body: string, nowMs: number): string | null {
  const { access_token: value, expires_in: lifeSeconds } = parseObject(body);
  if (typeof value !== 'string') return null;
  const lifeMs = typeof lifeSeconds === 'number' ? lifeSeconds * 1000 : Number.POSITIVE_INFINITY;
  device.token = { value, renewAtMs: nowMs + lifeMs - Math.min(renewalMarginMs, lifeMs / 10) };
  return value;
}

/** Returns the object that a JSON text holds; empty if it holds none. */
export function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
