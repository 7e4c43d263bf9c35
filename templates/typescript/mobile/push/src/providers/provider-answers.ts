import { type Fields, isFields, isSuccess, type UpstreamAnswer } from '@lintel/kit';
import type { Recipient } from '../recipients.ts';
import type { ProviderId } from '../settings.ts';

/** Why a message did not reach a device. */
export interface Failure {
  readonly provider: ProviderId;
  readonly status: number | 'no answer' | 'no access' | 'not configured';
  /** What the provider, or whoever gives out access to it, calls it, if it says so. */
  readonly reason: string | null;
}

/**
 * What came of handing a message to a provider for one device: `gone` if it no longer knows the device, `refused` if it
 * never will take the message, and `later` if it may be tried again, after so many milliseconds if it says so.
 */
export type Outcome =
  | { readonly type: 'delivered' }
  | { readonly type: 'gone'; readonly failure: Failure }
  | { readonly type: 'refused'; readonly failure: Failure }
  | { readonly type: 'later'; readonly failure: Failure; readonly retryAfterMs: number };

type Reasons = Readonly<Record<number, readonly string[]>>;

/**
 * The answers that say that a token is dead. The status alone says nothing: a wrong URL or a proxy answers 404 too. Neither does a token
 * that is bad or not for the topic: a service that is told the wrong topic, or APNs' sandbox for apps of the store, is told that of every
 * device, and would forget them all.
 * https://firebase.google.com/docs/cloud-messaging/error-codes
 * https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
 */
const deadTokens: Readonly<Record<ProviderId, Reasons>> = {
  fcm: { 404: ['UNREGISTERED'] },
  apns: { 410: ['Unregistered', 'ExpiredToken'] },
};

/** Returns what the answer of its provider means for a device. */
export function outcomeOf({ status, headers, text }: UpstreamAnswer, to: Recipient): Outcome {
  if (isSuccess(status)) return { type: 'delivered' };
  const body = jsonOf(text);
  const reason = to.provider === 'fcm' ? fcmReason(body) : textIn(body, 'reason');
  const failure = { provider: to.provider, status, reason };
  if (reason !== null && deadTokens[to.provider][status]?.includes(reason) === true) {
    // APNs says when a token died; a device that registered it since then has it anew.
    const diedAt = body['timestamp'];
    const isRenewed = typeof diedAt === 'number' && to.registered_at >= diedAt;
    return { type: isRenewed ? 'refused' : 'gone', failure };
  }
  if (status !== 429 && status < 500) return { type: 'refused', failure };
  const seconds = Number(headers['retry-after'] ?? 0);
  return { type: 'later', failure, retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : 0 };
}

/**
 * True for an answer that is about what proves who sends, so that another proof may help: a token that was revoked, or that a clock which was
 * wrong has dated. https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
 */
export function doubtsSender({ provider, status, reason }: Failure): boolean {
  if (provider === 'fcm') return status === 401;
  return status === 403 && (reason === 'ExpiredProviderToken' || reason === 'InvalidProviderToken');
}

/** FCM's own code is in the details of the error, beside the one that all of Google's services have. */
function fcmReason(body: Fields): string | null {
  const { error } = body;
  if (!isFields(error)) return null;
  const details: readonly unknown[] = Array.isArray(error['details']) ? error['details'] : [];
  const codes = details.filter(isFields).map((detail) => textIn(detail, 'errorCode'));
  return codes.find((code) => code !== null) ?? textIn(error, 'status');
}

function textIn(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' ? value : null;
}

/** Whoever answers in place of a provider may answer anything. */
function jsonOf(text: string): Fields {
  try {
    const parsed: unknown = JSON.parse(text);
    return isFields(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
