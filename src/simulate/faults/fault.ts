import type { Dispatcher } from 'undici';
import type { FaultEffect } from '../../model/model.ts';
import type { Clock, Random } from '../clock.ts';
import type { Lifetime } from './lifetime.ts';

export type FaultKind = FaultEffect['kind'];
export type EffectOf<K extends FaultKind> = Extract<FaultEffect, { readonly kind: K }>;

/**
 * A kind of fault: what it does to one request at the caller's dispatcher. Windows, shares and counts are not its business.
 * It ends when the request is aborted or the lifetime ends, and leaves no timer then.
 */
export interface Fault<K extends FaultKind = FaultKind> {
  readonly id: K;
  /** One sentence for the catalogue, without a full stop. */
  readonly summary: string;
  readonly intercept: (effect: EffectOf<K>, tools: FaultTools) => Interceptor;
}

export interface FaultTools {
  readonly clock: Clock;
  readonly random: Random;
  readonly lifetime: Lifetime;
}

/** Wraps the sending of one request; handlers are of undici's new form (`onRequestStart` ...). */
export type Interceptor = Dispatcher.DispatcherComposeInterceptor;

/** An error as the operating system's network layer gives it. */
export function connectionError(code: string, message: string): Error {
  return Object.assign(new Error(`${message} ${code}`), { code });
}
