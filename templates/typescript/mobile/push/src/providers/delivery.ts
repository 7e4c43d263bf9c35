import { type CallContext, Problem, type Seams } from '@lintel/kit';
import type { PushMessage } from '../read-message.ts';
import type { Recipient } from '../recipients.ts';
import type { ProviderId, PushConfig } from '../settings.ts';
import { apns } from './apns.ts';
import { fcm } from './fcm.ts';
import { NotAuthorized, type Provider } from './provider.ts';
import { doubtsSender, type Outcome, outcomeOf } from './provider-answers.ts';

/** Hands messages to the providers of devices. */
export interface Delivery {
  /** Hands a message to the provider of one device. Never throws. */
  deliver(context: CallContext, message: PushMessage, to: Recipient): Promise<Outcome>;
  /** Releases connections. */
  close(): void;
}

/** Returns how messages are delivered by the configured providers. */
export function createDelivery(config: PushConfig, seams: Seams): Delivery {
  const urls = config.providers;
  const providers = new Map<ProviderId, Provider>();
  if (urls.fcm !== undefined) providers.set('fcm', fcm(urls.fcm, config, seams));
  if (urls.apns !== undefined) providers.set('apns', apns(urls.apns, config, seams));
  return {
    async deliver(context, message, to) {
      const provider = providers.get(to.provider);
      const failure = { provider: to.provider, status: 'no answer', reason: null } as const;
      // Registered while a provider was configured that no longer is.
      if (provider === undefined)
        return { type: 'refused', failure: { ...failure, status: 'not configured' } };
      try {
        const header = await provider.authorization.header(context);
        const answer = await call(provider, { context, message, token: to.token, header });
        const outcome = outcomeOf(answer, to);
        const isDoubted = outcome.type === 'refused' && doubtsSender(outcome.failure);
        if (!isDoubted || header === null || !provider.authorization.renew(header)) return outcome;
        return { type: 'later', failure: outcome.failure, retryAfterMs: 0 };
      } catch (error) {
        if (error instanceof Problem) return { type: 'later', failure, retryAfterMs: 0 };
        if (error instanceof NotAuthorized)
          return { type: 'refused', failure: { ...failure, status: 'no access', reason: error.message } };
        context.log.error({ err: error }, 'could not hand a message to its provider');
        return { type: 'refused', failure };
      }
    },
    close() {
      for (const provider of providers.values()) provider.close?.();
    },
  };
}

interface Handed {
  readonly context: CallContext;
  readonly message: PushMessage;
  readonly token: string;
  readonly header: string | null;
}

function call({ upstream, requestFor }: Provider, { context, message, token, header }: Handed) {
  const request = requestFor(message, token);
  if (header === null) return upstream.call(context, request);
  return upstream.call(context, { ...request, headers: { ...request.headers, authorization: header } });
}
