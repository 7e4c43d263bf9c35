import { createPrivateKey, type KeyObject } from 'node:crypto';
import { type Environment, type Fields, fileText, isFields, StartError, text } from '@lintel/kit';

/** An account of a service at Google, by which it sends for a Firebase project. */
export interface ServiceAccount {
  readonly clientEmail: string;
  readonly privateKey: KeyObject;
  readonly privateKeyId: string;
  /** Where access tokens are given out. */
  readonly tokenUrl: string;
}

/** A key of a team at Apple, by which tokens for APNs are signed. */
export interface ProviderKey {
  readonly privateKey: KeyObject;
  readonly keyId: string;
  readonly teamId: string;
}

/**
 * Returns the account in the file that FCM_ACCOUNT_FILE names: the JSON that the Firebase console gives out under "Service accounts".
 * Null where the setting is absent. Throws a {@link StartError} where the file is not that.
 */
export function readServiceAccount(environment: Environment): ServiceAccount | null {
  const name = 'FCM_ACCOUNT_FILE';
  const content = fileText(environment, name);
  if (content === null) return null;
  const fields = jsonFields(content);
  const { client_email: clientEmail, private_key: pem, private_key_id: keyId, token_uri: tokenUrl } = fields;
  const privateKey = typeof pem === 'string' ? privateKeyOf(pem) : null;
  const isRight =
    fields['type'] === 'service_account' &&
    privateKey?.asymmetricKeyType === 'rsa' &&
    typeof clientEmail === 'string' &&
    typeof keyId === 'string' &&
    typeof tokenUrl === 'string' &&
    /^https?:/.test(tokenUrl) &&
    URL.canParse(tokenUrl);
  if (!isRight)
    throw new StartError(`${name} names a file that is not the key of a service account`, {
      hint: 'take the JSON file that the Firebase console makes: Project settings, Service accounts, Generate new private key',
    });
  return { clientEmail, privateKey, privateKeyId: keyId, tokenUrl };
}

/**
 * Returns the key in the file that APNS_KEY_FILE names, a `.p8` of Apple's developer account, and whose it is by APNS_KEY_ID and
 * APNS_TEAM_ID. Null where there is no such setting. Throws a {@link StartError} where the file is no such key, or an id is missing.
 */
export function readProviderKey(environment: Environment): ProviderKey | null {
  const name = 'APNS_KEY_FILE';
  const content = fileText(environment, name);
  if (content === null) return null;
  const privateKey = privateKeyOf(content);
  if (privateKey?.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new StartError(`${name} names a file that is not a key for APNs`, {
      hint: "take the .p8 file that Apple's developer account makes: Certificates, Identifiers & Profiles, Keys",
    });
  return {
    privateKey,
    keyId: required(environment, 'APNS_KEY_ID', 'the id of the key'),
    teamId: required(environment, 'APNS_TEAM_ID', 'the id of the team that it belongs to'),
  };
}

function required(environment: Environment, name: string, what: string): string {
  const value = text(environment, name, '');
  if (value === '')
    throw new StartError(`${name} is missing beside APNS_KEY_FILE`, {
      hint: `set ${name} to ${what}: Apple's developer account says it`,
    });
  return value;
}

function privateKeyOf(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    // What is wrong with it, OpenSSL says in words that help nobody, and none of it is to be repeated.
    return null;
  }
}

function jsonFields(content: string): Fields {
  try {
    const parsed: unknown = JSON.parse(content);
    return isFields(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
