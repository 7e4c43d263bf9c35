import type { Clock } from '@lintel/kit';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import type { Kysely } from 'kysely';
import type { IdentityTables, SigningKeyRow } from './schema.ts';

/** The key that tokens are signed with, and what others verify them with. */
export interface SigningKeys {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** A JSON Web Key Set (RFC 7517 section 5) without private parts: the newest key first, then former ones. */
  readonly jwks: { readonly keys: readonly JWK[] };
}

export const algorithm = 'ES256';

/**
 * Returns the keys in storage, and makes one at the first start. Keys outlive the process, so that the tokens which are out
 * there stay valid over a restart.
 */
export async function openSigningKeys(database: Kysely<IdentityTables>, clock: Clock): Promise<SigningKeys> {
  const rows = await readKeys(database);
  if (rows.length === 0) rows.push(await insertKey(database, clock));
  const jwks = rows.map((row) => JSON.parse(row.private_jwk) as JWK);
  const [newest] = rows;
  const [newestJwk] = jwks;
  if (newest === undefined || newestJwk === undefined) throw new Error('there is no signing key');
  const privateKey = await importJWK(newestJwk, algorithm);
  if (privateKey instanceof Uint8Array) throw new Error(`signing key ${newest.kid} is not asymmetric`);
  return { kid: newest.kid, privateKey, jwks: { keys: jwks.map(publicPart) } };
}

function readKeys(database: Kysely<IdentityTables>): Promise<SigningKeyRow[]> {
  return database
    .selectFrom('signing_keys')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('kid')
    .execute();
}

async function insertKey(database: Kysely<IdentityTables>, clock: Clock): Promise<SigningKeyRow> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  const row = {
    kid,
    private_jwk: JSON.stringify({ ...jwk, kid, alg: algorithm, use: 'sig' }),
    created_at: clock.now(),
  };
  await database.insertInto('signing_keys').values(row).execute();
  return row;
}

/** Names what is given out, rather than what is held back: a new private member cannot slip through. */
function publicPart({ kty, crv, x, y, kid, alg, use }: JWK): JWK {
  return { kty, crv, x, y, kid, alg, use } as JWK;
}
