import { ELEMENT_NAME } from '../blueprint/schema/forms.ts';
import type { Contract, ContractOperation } from '../contracts/contract.ts';
import type { PlainRecord } from '../contracts/plain-data.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { backendName } from './backend-name.ts';
import type { BlueprintGround } from './blueprint-ground.ts';
import type { ImportedContract } from './imported-contract.ts';
import type { Notation } from './parse-document.ts';
import { proposeOperations } from './propose-operations.ts';
import { requestMedia } from './request-media.ts';
import { type Selection, selectOperations, type Wanted } from './select-operations.ts';
import { whyUncallable } from './sent-input.ts';

/** A contract that was read, in one document. */
export interface ReadContract {
  /** As the user named it. */
  readonly source: string;
  /** Path in the blueprint's folder, where it lies there already and needs no other file; null: it is to be copied. */
  readonly placed: string | null;
  readonly text: string;
  readonly notation: Notation;
  readonly document: PlainRecord;
  readonly contract: Contract;
}

export interface FitOptions {
  /** Null: one is made up. */
  readonly name: string | null;
  readonly wanted: Wanted;
  /** The text of a file in the blueprint's folder; null: there is none. */
  readonly textOf: (file: string) => string | null;
}

/**
 * Returns how a contract fits into a blueprint: under the backend system that has this very contract, or under a new one; in
 * the integration that reaches it, without what that calls already. Throws a UserError: `usage` where the name is taken or a
 * pattern names nothing, `conflict` where another file stands at the contract's place.
 */
export function fitContract(
  read: ReadContract,
  ground: BlueprintGround,
  options: FitOptions,
): ImportedContract {
  const { contract } = read;
  const known = ground.backends.find(
    (one) => (options.name ?? one.name) === one.name && options.textOf(one.contract) === read.text,
  );
  const wanted = options.name ?? backendName(contract, read.source);
  const backend = known?.name ?? newName(wanted, ground, options.name !== null);
  const integration = ground.integrations.find(({ reaches }) => reaches === backend);
  const operations = integration?.operations ?? [];
  const { chosen, leftOut } = chooseFrom(read, options.wanted);
  const calledBy = ({ id }: ContractOperation) =>
    operations.find(({ calls }) => calls === `${backend}.${id}`);
  const missing = chosen.filter((operation) => calledBy(operation) === undefined);
  const taken = { names: operations.map(({ name }) => name), https: operations.map(({ http }) => http) };
  return {
    backend,
    integration: integration?.name ?? `${backend}-integration`,
    file: known?.contract ?? read.placed ?? freeFile(read, backend, options),
    contract,
    isNewBackend: known === undefined,
    takenName: known === undefined && backend !== wanted ? wanted : null,
    isNewIntegration: integration === undefined,
    operations: proposeOperations(contract, missing, taken),
    present: chosen.flatMap((operation) => calledBy(operation)?.name ?? []),
    leftOut,
  };
}

function chooseFrom({ contract, document, source }: ReadContract, wanted: Wanted): Selection {
  const selection = selectOperations(contract.operations, wanted, (operation) =>
    whyUncallable(operation, requestMedia(document, operation)),
  );
  if (selection.chosen.length > 0) return selection;
  const hint = selection.leftOut[0]?.reason ?? null;
  throw new UserError('usage', `no operation of "${source}" can be called by an integration`, hint);
}

function newName(wanted: string, { elements }: BlueprintGround, isGiven: boolean): string {
  const isFree = (name: string) =>
    ['', '-integration', '-screens'].every((ending) => !elements.has(`${name}${ending}`));
  if (isGiven && !isName(wanted))
    throw new UserError(
      'usage',
      `"${wanted}" is no name of a backend system`,
      `lower-case letters, digits and hyphens, starting with a letter, up to ${LONGEST_NAME}`,
    );
  if (isGiven && !isFree(wanted))
    throw new UserError(
      'usage',
      `the blueprint has "${wanted}", "${wanted}-integration" or "${wanted}-screens" already, not for this contract`,
      'choose another --name',
    );
  let name = wanted;
  for (let n = 2; !isFree(name); n += 1) name = `${wanted}-${n}`;
  return name;
}

/** So short that the names made of it are host names too. */
const LONGEST_NAME = 40;

function isName(text: string): boolean {
  return text.length <= LONGEST_NAME && new RegExp(ELEMENT_NAME).test(text);
}

function freeFile(read: ReadContract, backend: string, { textOf }: FitOptions): string {
  const kind = 'swagger' in read.document ? 'swagger' : 'openapi';
  const file = `contracts/${backend}.${kind}.${read.notation}`;
  const there = textOf(file);
  if (there === null || there === read.text) return file;
  throw new UserError(
    'conflict',
    `"${file}" is there already and is another contract than "${read.source}"; nothing was written`,
    'choose another --name',
  );
}
