import { badRequest, type Fields, fieldsOf, isFields, textField } from '@lintel/kit';
import type { Insertable } from 'kysely';
import type { CheckTable, EventTable } from './schema.ts';

/** What an application reported. */
export interface ReportedEvent {
  readonly event: Omit<Insertable<EventTable>, 'received_at'>;
  readonly checks: readonly Omit<CheckTable, 'event_id'>[];
}

const typePattern = /^[\w.:-]{1,64}$/;
const maxChecks = 30;
const maxText = 128;

/**
 * Returns the event in the body of a request. Throws a 400 {@link Problem} where it is none. The form is that of AeroGear's
 * app-metrics; beside its types `init` and `security`, an application names events of its own.
 */
export function readEvent(fields: Fields, receivedAt: number): ReportedEvent {
  const type = textField(fields, 'type', { max: 64, required: true });
  if (!typePattern.test(type)) throw badRequest('"type" must consist of letters, digits, and any of _ . : -');
  const data = fieldsOf(fields, 'data') ?? {};
  const app = fieldsOf(data, 'app') ?? {};
  const device = fieldsOf(data, 'device') ?? {};
  const checks = readChecks(data['security']);
  if (type === 'security' && checks.length === 0)
    throw badRequest('an event of type "security" needs "data.security"');
  return {
    event: {
      type,
      client_id: textField(fields, 'clientId', { max: maxText, required: true }),
      happened_at: readTimestamp(fields['timestamp']) ?? receivedAt,
      app_id: textField(app, 'appId', { max: maxText }),
      app_version: textField(app, 'appVersion', { max: maxText }),
      sdk_version: textField(app, 'sdkVersion', { max: maxText }),
      platform: textField(device, 'platform', { max: maxText }),
      platform_version: textField(device, 'platformVersion', { max: maxText }),
    },
    checks,
  };
}

function readChecks(value: unknown): readonly Omit<CheckTable, 'event_id'>[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw badRequest('"security" must be a list');
  if (value.length > maxChecks) throw badRequest(`"security" must have at most ${maxChecks} entries`);
  return value.map((check: unknown) => {
    if (!isFields(check)) throw badRequest('"security" must hold objects');
    const passed = check['passed'];
    if (typeof passed !== 'boolean') throw badRequest('"passed" must be true or false');
    return {
      check_id: textField(check, 'id', { max: maxText, required: true }),
      name: textField(check, 'name', { max: maxText, required: true }),
      passed: Number(passed),
    };
  });
}

/** A time is milliseconds since the epoch, or a text as RFC 3339 has it. */
function readTimestamp(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  const ms = typeof value === 'string' ? Date.parse(value) : value;
  if (typeof ms !== 'number' || !Number.isSafeInteger(ms) || ms < 0)
    throw badRequest('"timestamp" must be a time: milliseconds since 1970 or RFC 3339');
  return ms;
}
