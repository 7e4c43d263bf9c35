import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Contract } from './contract.ts';

/**
 * A contract, or one lower-case sentence on why there is none (no full stop), with what to do about it.
 * `diagnostics` are findings inside the contract's own file, with spans there.
 */
export type ContractResult =
  | { readonly contract: Contract }
  | {
      readonly problem: string;
      readonly hint?: string;
      readonly diagnostics?: readonly Diagnostic[];
    };
