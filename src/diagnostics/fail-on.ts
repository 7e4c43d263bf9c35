import type { Severity } from './diagnostic.ts';

/** The least severity that fails a validation, from the strictest failure on; `never`: it only tells. */
export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const;

export type FailOn = (typeof FAIL_ON)[number];

/** True if a finding of this severity is as bad as `failOn` says, or worse. */
export function isFailure(severity: Severity, failOn: FailOn): boolean {
  return failOn !== 'never' && FAIL_ON.indexOf(severity) <= FAIL_ON.indexOf(failOn);
}
