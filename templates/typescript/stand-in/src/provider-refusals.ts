import { type Answer, type Input, isFields, type Problem } from '@lintel/kit';
import { apnsContract, fcmContract } from './provider-contracts.ts';
import type { StandInContract } from './stand-in-contract.ts';

/** How a push provider says no: its clients tell by the form that it is the provider who answers. */
export interface ProviderRefusals {
  /** Returns what the provider answers in place of problem details. */
  refusal(problem: Problem): Answer;
  /** Returns the answer for a device that is gone, which is one whose token begins with `unregistered`; else null. */
  goneDevice(input: Input, nowMs: number): Answer | null;
}

/** Returns how the provider with this contract says no, or null if it is the contract of no provider. */
export function providerRefusals(contract: StandInContract): ProviderRefusals | null {
  if (contract === fcmContract) return fcm;
  return contract === apnsContract ? apns : null;
}

/** https://firebase.google.com/docs/cloud-messaging/error-codes */
const fcm: ProviderRefusals = {
  refusal({ status, message, headers }) {
    const code = fcmCodes[status] ?? 'INTERNAL';
    return { ...fcmError(status, { message, code, errorCode: code }), headers };
  },
  goneDevice({ body }) {
    const message = isFields(body) ? body['message'] : null;
    if (!isFields(message) || !isGone(message['token'])) return null;
    const error = { message: 'Requested entity was not found.', code: 'NOT_FOUND' };
    return fcmError(404, { ...error, errorCode: 'UNREGISTERED' });
  },
};

const fcmCodes: Readonly<Record<number, string>> = { 400: 'INVALID_ARGUMENT', 503: 'UNAVAILABLE' };

function fcmError(
  status: number,
  error: { readonly message: string; readonly code: string; readonly errorCode: string },
): Answer {
  const type = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';
  const details = [{ '@type': type, errorCode: error.errorCode }];
  return { status, body: { error: { code: status, message: error.message, status: error.code, details } } };
}

/** https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns */
const apns: ProviderRefusals = {
  refusal({ status, headers }) {
    return { status, body: { reason: apnsReasons[status] ?? 'InternalServerError' }, headers };
  },
  goneDevice({ params }, nowMs) {
    if (!isGone(params['token'])) return null;
    return { status: 410, body: { reason: 'Unregistered', timestamp: nowMs } };
  },
};

/** All that a request to the stand-in can lack is its body. */
const apnsReasons: Readonly<Record<number, string>> = { 400: 'PayloadEmpty', 503: 'ServiceUnavailable' };

function isGone(token: unknown): boolean {
  return typeof token === 'string' && token.startsWith('unregistered');
}
