import type { CallContext, Upstream, UpstreamRequest } from '@lintel/kit';
import type { PushMessage } from '../read-message.ts';

/** How one push provider is spoken to. */
export interface Provider {
  readonly upstream: Upstream;
  /** Returns the request that hands a message to one device. */
  requestFor(message: PushMessage, token: string): UpstreamRequest;
  /**
   * Returns what proves to the provider who sends, for the header `authorization`; null where the service has no credentials: then it
   * says nothing, which is enough for a stand-in. Throws a {@link Problem} where it cannot be had now, and {@link NotAuthorized}.
   */
  readonly authorize: Authorize;
  /** Releases what it holds open by itself. */
  close?(): void;
}

export type Authorize = (context: CallContext) => Promise<string | null>;

/** Says that whoever gives out access to a provider refuses this service. */
export class NotAuthorized extends Error {
  override readonly name = 'NotAuthorized';
}

/** How long a provider may take. */
export const providerTimeoutMs = 4000;
