import type { Model, Provider } from '../../model/model.ts';

/** What a push service is to a provider: settings of their own, since every environment is somebody else there. */
export interface PushAccountView {
  readonly provider: Provider['provider'];
  /** As the service's `settings.ts` names it. */
  readonly name: string;
  /** Variable that it is read from. */
  readonly variable: string;
  /** Its value where that is not set, which the stand-ins take. */
  readonly fallback: string;
  /** Begins a value that nobody has, for environments that reach the providers themselves. */
  readonly placeholder: string;
  /** How it proves that: what its `settings.ts` calls it, and the function of its `credentials.ts` that reads it. */
  readonly credentials: { readonly name: string; readonly reader: string };
  /** The file of the secret in which that is. */
  readonly secretFile: string;
  /** What else is set where the providers themselves are reached. */
  readonly settings: readonly { readonly variable: string; readonly value: string }[];
}

/** Where the files of the secret are found in a container. */
export const ACCOUNTS_FOLDER = '/etc/push-accounts';

const FCM_FILE = 'fcm.json';
const APNS_FILE = 'apns.p8';
const inFolder = (file: string) => `${ACCOUNTS_FOLDER}/${file}`;

/** Returns the accounts that a push service can have, one for each provider that there is. */
export function pushAccounts({ name }: Model): readonly PushAccountView[] {
  return [
    {
      provider: 'fcm',
      name: 'fcmProject',
      variable: 'FCM_PROJECT',
      fallback: name,
      placeholder: 'example',
      credentials: { name: 'fcmAccount', reader: 'readServiceAccount' },
      secretFile: FCM_FILE,
      settings: [{ variable: 'FCM_ACCOUNT_FILE', value: inFolder(FCM_FILE) }],
    },
    {
      provider: 'apns',
      name: 'apnsTopic',
      variable: 'APNS_TOPIC',
      fallback: `com.example.${name}`,
      placeholder: 'com.example',
      credentials: { name: 'apnsKey', reader: 'readProviderKey' },
      secretFile: APNS_FILE,
      settings: [
        { variable: 'APNS_KEY_FILE', value: inFolder(APNS_FILE) },
        { variable: 'APNS_KEY_ID', value: 'EXAMPLE' },
        { variable: 'APNS_TEAM_ID', value: 'EXAMPLE' },
      ],
    },
  ];
}
