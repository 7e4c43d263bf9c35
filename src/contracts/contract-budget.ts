import { ContractProblem } from './contract-problem.ts';

const MIB = 1024 * 1024;

/** What all contracts of one blueprint may cost together, so that it is answered quickly whatever they hold. */
export const CONTRACT_LIMITS = {
  bytes: 8 * MIB,
  /** XML takes several times as long to read as JSON. */
  'bytes of XML': 2 * MIB,
  /** Of the YAML lexer, where a text is not of the quick sort. */
  'YAML tokens': 200_000,
  'tags and attributes': 100_000,
  'values, keys and lists': 600_000,
  operations: 10_000,
  'schemas, parameters and responses': 120_000,
} as const;

export type ContractCost = keyof typeof CONTRACT_LIMITS;

/** What is left of the limits; goes down while contracts are read. */
export interface ContractBudget {
  /** Throws a `ContractProblem` where there is not so much left. */
  spend(cost: ContractCost, amount: number): void;
  /** Returns how much is left of one limit. */
  left(cost: ContractCost): number;
}

/** Returns a budget of which nothing is spent. */
export function createContractBudget(): ContractBudget {
  const spent = new Map<ContractCost, number>();
  const left = (cost: ContractCost) => CONTRACT_LIMITS[cost] - (spent.get(cost) ?? 0);
  return {
    left,
    spend(cost, amount) {
      spent.set(cost, (spent.get(cost) ?? 0) + amount);
      if (left(cost) >= 0) return;
      throw new ContractProblem(
        `it has more than ${shownLimit(cost)}, those of the contracts before it included`,
        'keep only what is called of it',
      );
    },
  };
}

/** `8 MiB`, `2 MiB of XML`, `10000 operations`. */
function shownLimit(cost: ContractCost): string {
  const limit = CONTRACT_LIMITS[cost];
  return cost.startsWith('bytes') ? `${limit / MIB} ${cost.replace('bytes', 'MiB')}` : `${limit} ${cost}`;
}
