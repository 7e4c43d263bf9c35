import type { Contract } from '../contracts/contract.ts';
import type { ProposedOperation } from './propose-operations.ts';
import type { LeftOut } from './select-operations.ts';

/** A contract to be imported, and what is proposed for it. */
export interface ImportedContract {
  /** Element names. */
  readonly backend: string;
  readonly integration: string;
  /** Path of the contract's file in the folder of the blueprint, forward slashes. */
  readonly file: string;
  readonly contract: Contract;
  /** False: the blueprint has the backend system already. */
  readonly isNewBackend: boolean;
  /** The name that it would have if no other element had it; null: it has the name that fits. */
  readonly takenName: string | null;
  /** False: the blueprint has the integration already. */
  readonly isNewIntegration: boolean;
  /** New operations of the integration. */
  readonly operations: readonly ProposedOperation[];
  /** Names of operations that the integration has already and that are among the chosen ones. */
  readonly present: readonly string[];
  readonly leftOut: readonly LeftOut[];
}
