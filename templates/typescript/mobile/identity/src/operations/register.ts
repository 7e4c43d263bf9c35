import { randomUUID } from 'node:crypto';
import { type Answer, bodyFields, type CallContext, type Input, Problem, textField } from '@lintel/kit';
import { hashSecret, newSecret } from '../client-secret.ts';
import type { IdentityWorld } from '../identity-world.ts';
import { oauthError, unstored } from '../oauth-error.ts';

/** POST /auth/register: dynamic client registration (RFC 7591); `software_id` names the application. */
export async function register(
  input: Input,
  context: CallContext,
  { config, store, clock }: IdentityWorld,
): Promise<Answer> {
  const metadata = readMetadata(input);
  if ('refusal' in metadata) return metadata.refusal;
  const { app, version, name } = metadata;
  if (!Object.hasOwn(config.plans, app))
    return oauthError('invalid_client_metadata', `"software_id" names no application known here: "${app}"`);
  const id = randomUUID();
  const secret = newSecret();
  const now = clock.now();
  const row = { id, secret_hash: hashSecret(secret), app, app_version: version, name, created_at: now };
  await store.use(context, 'insert client', (database) =>
    database.insertInto('clients').values(row).execute(),
  );
  return {
    status: 201,
    body: {
      client_id: id,
      client_secret: secret,
      client_id_issued_at: Math.floor(now / 1000),
      client_secret_expires_at: 0,
      client_name: name ?? undefined,
      software_id: app,
      software_version: version ?? undefined,
      grant_types: ['client_credentials'],
      token_endpoint_auth_method: 'client_secret_basic',
    },
    headers: unstored,
  };
}

function readMetadata(input: Input) {
  try {
    const fields = bodyFields(input);
    return {
      app: textField(fields, 'software_id', { max: 128, required: true }),
      version: textField(fields, 'software_version', { max: 64 }),
      name: textField(fields, 'client_name', { max: 256 }),
    };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { refusal: oauthError('invalid_client_metadata', error.message) };
  }
}
