import type { ServiceConfig } from '@lintel/kit';

/** What the security service is told: which versions of the application may run. */
export interface SecurityConfig extends ServiceConfig {
  /** Versions before this one are told to stop; null: none is. */
  readonly minimumVersion: string | null;
  /** Single versions that are told to stop. */
  readonly disabledVersions: readonly string[];
}
