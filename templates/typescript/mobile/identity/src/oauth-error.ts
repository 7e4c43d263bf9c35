import type { Answer } from '@lintel/kit';

/** Answers with a secret or an error about one are kept by nobody on the way (RFC 6749 section 5.1). */
export const unstored = { 'cache-control': 'no-store', pragma: 'no-cache' } as const;

/** Returns an error in the form that OAuth clients read: RFC 6749 section 5.2, RFC 7591 section 3.2.2. */
export function oauthError(error: string, description: string): Answer {
  return { status: 400, body: { error, error_description: description }, headers: unstored };
}

/** Returns the refusal of a client that did not prove who it is (RFC 6749 section 5.2). */
export function invalidClient(description: string): Answer {
  const headers = { ...unstored, 'www-authenticate': 'Basic realm="identity", charset="UTF-8"' };
  return { status: 401, body: { error: 'invalid_client', error_description: description }, headers };
}
