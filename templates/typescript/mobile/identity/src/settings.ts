import type { ServiceConfig } from '@lintel/kit';

/** What the identity service is told: whom it issues tokens to, and what they say. */
export interface IdentityConfig extends ServiceConfig {
  /** Claim `iss` of the tokens. */
  readonly issuer: string;
  /** Claim `aud` of the tokens. */
  readonly audience: string;
  /** How long a token is valid. */
  readonly tokenMs: number;
  /**
   * The applications that may register, and the plan of each. An application does not choose its plan, and one that is not
   * listed is refused.
   */
  readonly plans: Readonly<Record<string, string>>;
}
