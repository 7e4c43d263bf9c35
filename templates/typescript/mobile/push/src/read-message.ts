import { badRequest, type Fields, fieldsOf, textField, textList } from '@lintel/kit';

/** A message as it is handed to a provider. */
export interface PushMessage {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly alert: string | null;
  readonly sound: string | null;
  readonly badge: number | null;
  readonly userData: Fields;
  readonly isUrgent: boolean;
  /** A later message with the same key takes the place of an earlier one on the device. */
  readonly consolidationKey: string | null;
  /** How long it is of use; null: for ever. */
  readonly ttlSeconds: number | null;
  /** The end of that in milliseconds since the epoch. */
  readonly expiresAt: number | null;
}

/** Which devices get a message: those that meet each list that is not empty, by any of its entries. */
export interface Criteria {
  readonly aliases: readonly string[];
  readonly deviceTypes: readonly string[];
  readonly categories: readonly string[];
  /** Ids of providers. */
  readonly variants: readonly string[];
}

/** What FCM and APNs take at most. */
const maxPayloadBytes = 4096;
const maxText = 128;
const maxCriteria = 1000;
/** Four weeks: what FCM takes at most. */
const maxTtlSeconds = 2_419_200;

/** Returns the message in a request's body, or throws a 400 {@link Problem}. The form is that of AeroGear's unifiedpush-server. */
export function readMessage(
  fields: Fields,
  { id, sentAt }: { readonly id: string; readonly sentAt: number },
): PushMessage {
  const message = fieldsOf(fields, 'message');
  if (message === null) throw badRequest('"message" is missing');
  if (Buffer.byteLength(JSON.stringify(message)) > maxPayloadBytes)
    throw badRequest(`"message" must have at most ${maxPayloadBytes} bytes`);
  const alert = textField(message, 'alert', { max: maxPayloadBytes });
  const userData = fieldsOf(message, 'user-data') ?? {};
  const badge = wholeNumberIn(message, 'badge', { min: 0, max: 1_000_000 });
  if (alert === null && badge === null && Object.keys(userData).length === 0)
    throw badRequest('"message" needs an "alert", a "badge" or "user-data"');
  const ttlSeconds = readTtl(fieldsOf(fields, 'config') ?? {});
  const priority = textField(message, 'priority', { max: maxText }) ?? 'normal';
  if (priority !== 'normal' && priority !== 'high') throw badRequest('"priority" must be normal or high');
  return {
    id,
    sentAt,
    alert,
    sound: textField(message, 'sound', { max: maxText }),
    badge,
    userData,
    isUrgent: priority === 'high',
    consolidationKey: readConsolidationKey(message),
    ttlSeconds,
    expiresAt: ttlSeconds === null ? null : sentAt + ttlSeconds * 1000,
  };
}

/** Returns the criteria in a request's body; none of them: all devices. Throws a 400 {@link Problem}. */
export function readCriteria(fields: Fields): Criteria {
  const criteria = fieldsOf(fields, 'criteria') ?? {};
  const limits = { max: maxText, count: maxCriteria };
  return {
    aliases: textList(criteria, 'alias', limits),
    deviceTypes: textList(criteria, 'deviceType', limits),
    categories: textList(criteria, 'categories', limits),
    variants: textList(criteria, 'variants', limits),
  };
}

/** APNs takes it as a header, and there 64 bytes of printable ASCII at most; with anything else, no request can be made. */
function readConsolidationKey(message: Fields): string | null {
  const key = textField(message, 'consolidationKey', { max: 64 });
  if (key !== null && !/^[ -~]+$/.test(key))
    throw badRequest('"consolidationKey" must have printable ASCII characters only');
  return key;
}

/** A time to live of -1, or none, is without end. */
function readTtl(config: Fields): number | null {
  const seconds = wholeNumberIn(config, 'ttl', { min: -1, max: maxTtlSeconds });
  return seconds === null || seconds < 0 ? null : seconds;
}

function wholeNumberIn(
  fields: Fields,
  name: string,
  { min, max }: { readonly min: number; readonly max: number },
): number | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max)
    throw badRequest(`"${name}" must be a whole number from ${min} to ${max}`);
  return value;
}
