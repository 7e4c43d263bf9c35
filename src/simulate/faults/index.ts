import type { FaultEffect } from '../../model/model.ts';
import { bandwidth } from './bandwidth.ts';
import type { Fault, FaultKind, FaultTools, Interceptor } from './fault.ts';
import { kill } from './kill.ts';
import { latency } from './latency.ts';
import { reset } from './reset.ts';
import { status } from './status.ts';
import { timeout } from './timeout.ts';

const byKind: { readonly [K in FaultKind]: Fault<K> } = { latency, bandwidth, timeout, reset, status, kill };

/** Every kind of fault, in the order of the catalogue. */
export const faults = Object.values(byKind);

/** Returns what an effect does to one request. */
export function interceptorOf(effect: FaultEffect, tools: FaultTools): Interceptor {
  switch (effect.kind) {
    case 'latency':
      return latency.intercept(effect, tools);
    case 'bandwidth':
      return bandwidth.intercept(effect, tools);
    case 'status':
      return status.intercept(effect, tools);
    case 'timeout':
      return timeout.intercept(effect, tools);
    case 'reset':
      return reset.intercept(effect, tools);
    case 'kill':
      return kill.intercept(effect, tools);
  }
}
