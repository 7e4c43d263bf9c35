import { randomUUID } from 'node:crypto';
import { type Answer, type CallContext, type Input, ok } from '@lintel/kit';
import { SignJWT } from 'jose';
import { isSecret } from '../client-secret.ts';
import type { IdentityWorld } from '../identity-world.ts';
import { invalidClient, unstored } from '../oauth-error.ts';
import { readTokenRequest } from '../read-token-request.ts';
import type { ClientRow } from '../schema.ts';
import { algorithm } from '../signing-keys.ts';

/** POST /auth/token: an access token for a client that proves who it is (RFC 6749 section 4.4), as a JWT. */
export async function token(
  input: Input,
  context: CallContext,
  { world, authorization }: { readonly world: IdentityWorld; readonly authorization: string | undefined },
): Promise<Answer> {
  const request = readTokenRequest(input.body, authorization);
  if ('refusal' in request) return request.refusal;
  const client = await world.store.use(context, 'read client', (database) =>
    database.selectFrom('clients').selectAll().where('id', '=', request.id).executeTakeFirst(),
  );
  if (client === undefined || !isSecret(request.secret, client.secret_hash))
    return invalidClient('the client is unknown or its secret is wrong');
  // What an application may do is looked up each time: a plan that is changed holds from the next token on.
  const { plans } = world.config;
  const plan = Object.hasOwn(plans, client.app) ? plans[client.app] : undefined;
  if (plan === undefined) return invalidClient(`the application "${client.app}" is no longer known here`);
  const { jwt, expiresInSeconds } = await sign(client, plan, world);
  return {
    ...ok({ access_token: jwt, token_type: 'Bearer', expires_in: expiresInSeconds }),
    headers: unstored,
  };
}

async function sign(client: ClientRow, plan: string, { config, clock, keys }: IdentityWorld) {
  const nowSeconds = Math.floor(clock.now() / 1000);
  const expiresInSeconds = Math.ceil(config.tokenMs / 1000);
  const jwt = await new SignJWT({ app: client.app, plan })
    .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid: keys.kid })
    .setIssuer(config.issuer)
    .setAudience(config.audience)
    .setSubject(client.id)
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + expiresInSeconds)
    .setJti(randomUUID())
    .sign(keys.privateKey);
  return { jwt, expiresInSeconds };
}
