import fc from 'fast-check';
import type { ContractResult } from '../../src/contracts/contract-result.ts';
import { parseContract } from '../../src/contracts/load-contract.ts';
import { sourceOf } from '../../src/source/load-source.ts';
import { createSource } from '../../src/source/source.ts';
import { type Corpus, type FuzzCase, fuzzCases, readCorpus } from './cases.ts';
import { judge } from './oracle.ts';

export interface FuzzOptions {
  /** Of the repository. */
  readonly root: string;
  readonly cases: number;
  readonly seed: number;
  /** Called after every so many cases, with how many there were. */
  readonly onProgress: (done: number) => void;
}

/** What was run. */
export interface FuzzResult {
  /** How many cases of each sort. */
  readonly sorts: Readonly<Record<string, number>>;
  /** How many had no error. */
  readonly sound: number;
}

const PROGRESS_EVERY = 5000;

/**
 * Checks so many cases, the same for the same seed, and throws the smallest one that was found for which something does not
 * hold, with its seed and path.
 */
export function fuzz({ root, cases, seed, onProgress }: FuzzOptions): FuzzResult {
  const corpus = readCorpus(root);
  const contractOf = contractsOf(corpus);
  const sorts: Record<string, number> = {};
  let done = 0;
  let sound = 0;
  const property = fc.property(fuzzCases(corpus), (one) => {
    const findings = judge(readBlueprint(one), (file) => contractOf(file, one));
    sorts[one.sort] = (sorts[one.sort] ?? 0) + 1;
    if (findings.every(({ severity }) => severity !== 'error')) sound += 1;
    done += 1;
    if (done % PROGRESS_EVERY === 0) onProgress(done);
  });
  const run = fc.check(property, { seed, numRuns: cases });
  if (run.failed) throw new Error(failureOf(run.counterexample?.[0], run.errorInstance, `seed ${seed}`));
  return { sorts, sound };
}

/** The smallest case that was found, ready to become a fixture. */
function failureOf(one: FuzzCase | undefined, reason: unknown, where: string): string {
  const why = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
  if (one === undefined) return `${why}\n${where}`;
  const { sort, blueprint, contract } = one;
  const input = contract === null ? blueprint : contract.bytes;
  const name = contract === null ? 'blueprint' : contract.file;
  const shown =
    typeof input === 'string' ? JSON.stringify(input) : JSON.stringify(Buffer.from(input).toString('latin1'));
  return `${why}\n${where}, a case of the sort "${sort}", ${name}:\n${shown}`;
}

function readBlueprint({ blueprint }: FuzzCase) {
  if (typeof blueprint !== 'string') return sourceOf(blueprint, 'blueprint.yaml');
  return createSource('blueprint.yaml', blueprint);
}

/** The contracts of the reference blueprint are read once; one that a case brings, each time. */
function contractsOf({ contracts }: Corpus): (file: string, one: FuzzCase) => ContractResult {
  const known = new Map(
    Object.entries(contracts).map(([file, text]) => [file, parseContract(file, Buffer.from(text))]),
  );
  return (file, { contract }) => {
    if (contract?.file === file) return parseContract(file, contract.bytes);
    return known.get(file) ?? parseContract(file, null);
  };
}
