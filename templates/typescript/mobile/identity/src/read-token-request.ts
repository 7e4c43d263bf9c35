import type { Answer } from '@lintel/kit';
import { invalidClient, oauthError } from './oauth-error.ts';

/** Who asks for a token, and by which secret. */
export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

/**
 * Reads a token request by the client credentials grant (RFC 6749 section 4.4): a form, with the client's credentials by
 * Basic authentication or, as section 2.3.1 allows, in the form. Returns them, or the error to answer with.
 */
export function readTokenRequest(
  body: unknown,
  authorization: string | undefined,
): ClientCredentials | { readonly refusal: Answer } {
  if (typeof body !== 'string')
    return { refusal: oauthError('invalid_request', 'the body must be application/x-www-form-urlencoded') };
  const form = new URLSearchParams(body);
  const repeated = [...new Set(form.keys())].find((name) => form.getAll(name).length > 1);
  if (repeated !== undefined)
    return { refusal: oauthError('invalid_request', `"${repeated}" is given more than once`) };
  const grant = form.get('grant_type');
  if (grant === null) return { refusal: oauthError('invalid_request', '"grant_type" is missing') };
  if (grant !== 'client_credentials')
    return { refusal: oauthError('unsupported_grant_type', 'only client_credentials is supported') };
  if (form.has('scope')) return { refusal: oauthError('invalid_scope', 'there are no scopes here') };
  return readCredentials(form, authorization);
}

function readCredentials(
  form: URLSearchParams,
  authorization: string | undefined,
): ClientCredentials | { readonly refusal: Answer } {
  const secret = form.get('client_secret');
  if (authorization === undefined) {
    const id = form.get('client_id');
    if (id === null || secret === null)
      return { refusal: invalidClient('the client must authenticate by Basic') };
    return { id, secret };
  }
  if (secret !== null)
    return { refusal: oauthError('invalid_request', 'the client authenticates in more than one way') };
  const credentials = readBasic(authorization);
  return credentials ?? { refusal: invalidClient('the authorization header is not a Basic one') };
}

/** RFC 7617, with both parts form-encoded as RFC 6749 section 2.3.1 has them. */
function readBasic(authorization: string): ClientCredentials | null {
  const match = /^Basic +([\w+/-]+=*)$/i.exec(authorization);
  const text = Buffer.from(match?.[1] ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return null;
  const id = formDecoded(text.slice(0, colon));
  const secret = formDecoded(text.slice(colon + 1));
  return id === null || secret === null ? null : { id, secret };
}

function formDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
