import type { Clock } from './seams.ts';

/**
 * The instant by which an answer is of use. It travels as the milliseconds that are left (as gRPC's `grpc-timeout` does),
 * so that the clocks of two hosts need not agree.
 */
export interface Deadline {
  /** Milliseconds left, never below 0. */
  remainingMs(): number;
}

export const deadlineHeader = 'x-deadline-ms';

/** Returns the deadline of a request: the smaller of what its header grants and what the service allows. */
export function openDeadline(header: string | string[] | undefined, ownMs: number, clock: Clock): Deadline {
  const isGranted = typeof header === 'string' && /^\d+(\.\d+)?$/.test(header);
  const budgetMs = isGranted ? Math.min(Number(header), ownMs) : ownMs;
  const endMs = clock.monotonic() + budgetMs;
  return { remainingMs: () => Math.max(0, endMs - clock.monotonic()) };
}
