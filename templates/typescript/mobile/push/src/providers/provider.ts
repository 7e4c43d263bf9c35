import type { CallContext, Upstream, UpstreamRequest } from '@lintel/kit';
import type { PushMessage } from '../read-message.ts';

/** How one push provider is spoken to. */
export interface Provider {
  readonly upstream: Upstream;
  /** Returns the request that hands a message to one device. */
  requestFor(message: PushMessage, token: string): UpstreamRequest;
  readonly authorization: Authorization;
  /** Releases what it holds open by itself. */
  close?(): void;
}

/** What proves to a provider who sends. */
export interface Authorization {
  /**
   * Returns it for the header `authorization`; null where there is nothing to prove it by: then nothing is said, which is enough for a
   * stand-in. Throws a {@link Problem} where it cannot be had now, and {@link NotAuthorized}.
   */
  header(context: CallContext): Promise<string | null>;
  /** Is told that the provider does not take that one any more; returns whether there will be another, for a further attempt. */
  renew(header: string): boolean;
}

/** Of a service that has no credentials. */
export const noAuthorization: Authorization = { header: async () => null, renew: () => false };

/** One that is not taken while it is younger than this would be taken no better if it were made anew. */
export const freshMs = 60_000;

/** Says that whoever gives out access to a provider refuses this service. */
export class NotAuthorized extends Error {
  override readonly name = 'NotAuthorized';
}

/** How long a provider may take. */
export const providerTimeoutMs = 4000;
