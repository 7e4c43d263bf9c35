import type { Model, Provider } from '../../model/model.ts';

/** What a push service is called at a provider: a setting of its own, since every environment is somebody else there. */
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
}

/** Returns the accounts that a push service can have, one for each provider that there is. */
export function pushAccounts({ name }: Model): readonly PushAccountView[] {
  return [
    {
      provider: 'fcm',
      name: 'fcmProject',
      variable: 'FCM_PROJECT',
      fallback: name,
      placeholder: 'example',
    },
    {
      provider: 'apns',
      name: 'apnsTopic',
      variable: 'APNS_TOPIC',
      fallback: `com.example.${name}`,
      placeholder: 'com.example',
    },
  ];
}
