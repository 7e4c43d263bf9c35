import { badRequest, type Fields, textField, textList } from '@lintel/kit';
import type { DeviceRow } from './schema.ts';
import type { ProviderId, PushConfig } from './settings.ts';

/** What a device told about itself. */
export interface Registration {
  readonly device: Omit<DeviceRow, 'owner' | 'registered_at'>;
  readonly categories: readonly string[];
}

export const maxTokenLength = 512;
const maxText = 128;
const maxCategories = 100;
const appleSystems = /^(ios|ipados|iphone|ipad|ipod|apple)/i;

/** Returns the registration in a request's body, or throws a 400 {@link Problem}. The form is that of AeroGear's unifiedpush-server. */
export function readRegistration(fields: Fields, providers: PushConfig['providers']): Registration {
  const enabled = fields['enabled'] ?? true;
  if (typeof enabled !== 'boolean') throw badRequest('"enabled" must be true or false');
  const deviceType = textField(fields, 'deviceType', { max: maxText });
  const operatingSystem = textField(fields, 'operatingSystem', { max: maxText });
  return {
    device: {
      token: textField(fields, 'deviceToken', { max: maxTokenLength, required: true }),
      provider: providerOf(operatingSystem ?? deviceType, providers),
      device_type: deviceType,
      operating_system: operatingSystem,
      os_version: textField(fields, 'osVersion', { max: maxText }),
      alias: textField(fields, 'alias', { max: maxText }),
      enabled: Number(enabled),
    },
    categories: textList(fields, 'categories', { max: maxText, count: maxCategories }),
  };
}

/** Apple's devices are reached by APNs; FCM reaches all others, and Apple's too where there is no APNs. */
function providerOf(system: string | null, { fcm, apns }: PushConfig['providers']): ProviderId {
  if (system === null && fcm !== undefined && apns !== undefined)
    throw badRequest('"operatingSystem" is missing: android or ios');
  if (apns !== undefined && (system === null || appleSystems.test(system))) return 'apns';
  if (fcm !== undefined) return 'fcm';
  throw badRequest(`no push provider is configured for "${system}"`);
}
