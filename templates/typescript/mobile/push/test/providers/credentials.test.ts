import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '@lintel/kit';
import { afterAll, describe, expect, it } from 'vitest';
import { readProviderKey, readServiceAccount } from '../../src/providers/credentials.ts';

const folder = mkdtempSync(join(tmpdir(), 'push-credentials-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
/** Returns the path of a file with a text. */
function file(text: string): string {
  const path = join(folder, `file-${files++}`);
  writeFileSync(path, text);
  return path;
}

const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const rsa = pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
const p256 = pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
const p384 = pem(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey);

describe('the service account', () => {
  const account = {
    type: 'service_account',
    project_id: 'shop',
    private_key_id: 'key-1',
    private_key: rsa,
    client_email: 'push@shop.iam.gserviceaccount.com',
    token_uri: 'https://oauth2.googleapis.com/token',
  };
  const read = (path: string) => readServiceAccount({ FCM_ACCOUNT_FILE: path });

  it('is read from the file that the Firebase console makes', () => {
    expect(read(file(JSON.stringify(account)))).toMatchObject({
      clientEmail: 'push@shop.iam.gserviceaccount.com',
      privateKeyId: 'key-1',
      tokenUrl: 'https://oauth2.googleapis.com/token',
    });
  });

  it('is absent without a file', () => {
    expect(readServiceAccount({})).toBeNull();
  });

  it.each([
    ['no JSON', 'secret'],
    ['a list', '[]'],
    ['of another type', JSON.stringify({ ...account, type: 'authorized_user' })],
    ['without a key', JSON.stringify({ ...account, private_key: undefined })],
    ['with what is no key', JSON.stringify({ ...account, private_key: 'secret' })],
    ['with a key of another kind', JSON.stringify({ ...account, private_key: p256 })],
    ['without an e-mail address', JSON.stringify({ ...account, client_email: undefined })],
    ['with no place to go', JSON.stringify({ ...account, token_uri: 'token' })],
  ])('is refused if the file is %s, and nothing of it is repeated', (_what, text) => {
    expect(() => read(file(text))).toThrow(StartError);
    expect(() => read(file(text))).toThrow(
      /^FCM_ACCOUNT_FILE names a file that is not the key of a service account$/,
    );
  });

  it('is refused if the file is not there', () => {
    expect(() => read('/nowhere/fcm.json')).toThrow(
      'FCM_ACCOUNT_FILE names a file that cannot be read: /nowhere/fcm.json (ENOENT)',
    );
  });
});

describe('the key for APNs', () => {
  const ids = { APNS_KEY_ID: 'ABC1234567', APNS_TEAM_ID: 'DEF1234567' };

  it("is read from the file that Apple's developer account makes", () => {
    expect(readProviderKey({ APNS_KEY_FILE: file(p256), ...ids })).toMatchObject({
      keyId: 'ABC1234567',
      teamId: 'DEF1234567',
    });
  });

  it('is absent without a file', () => {
    expect(readProviderKey(ids)).toBeNull();
  });

  it.each([
    ['no key', 'secret'],
    ['a key of another kind', rsa],
    ['a key on another curve', p384],
  ])('is refused if the file has %s', (_what, text) => {
    expect(() => readProviderKey({ APNS_KEY_FILE: file(text), ...ids })).toThrow(
      /^APNS_KEY_FILE names a file that is not a key for APNs$/,
    );
  });

  it.each(['APNS_KEY_ID', 'APNS_TEAM_ID'])('is refused without %s', (name) => {
    expect(() => readProviderKey({ APNS_KEY_FILE: file(p256), ...ids, [name]: '' })).toThrow(
      `${name} is missing beside APNS_KEY_FILE`,
    );
  });
});
