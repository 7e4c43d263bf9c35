import type { Contract, ContractOperation, ContractResponse } from '../contracts/contract.ts';
import { createSchemaShapes, type SchemaShapes } from './schema-shapes.ts';
import { ANY, choiceOf, type Shape } from './shape.ts';

/** What the operations of contracts take and answer. */
export interface ContractShapes {
  /** Returns what an operation answers when all is well. */
  answer(contract: Contract, operation: ContractOperation): Shape;
  /** Returns what an operation takes as its body; anything where the contract does not say. */
  request(contract: Contract, operation: ContractOperation): Shape;
}

/** Returns the shapes of any contracts; each schema is looked at once. */
export function createContractShapes(): ContractShapes {
  const known = new Map<Contract, SchemaShapes>();
  const shapesOf = (contract: Contract): SchemaShapes => {
    const before = known.get(contract);
    if (before !== undefined) return before;
    const created = createSchemaShapes(contract.schemas, discriminatorsOf(contract));
    known.set(contract, created);
    return created;
  };
  return {
    answer: (contract, { responses }) =>
      choiceOf(goodResponses(responses).map(schemaOf).map(shapesOf(contract))),
    request: (contract, { request }) => (request === null ? ANY : shapesOf(contract)(request)),
  };
}

/**
 * Returns the names of the properties by which schemas of an OpenAPI document tell what they are an instance of: an object
 * with such a property may be one of a schema that extends its own, with further fields. That is all that is left of it: schemas
 * are read without their discriminators.
 */
function discriminatorsOf({ text, protocol }: Contract): ReadonlySet<string> {
  if (protocol === 'soap' || !text.includes('discriminator')) return new Set();
  // `discriminator: kind` in Swagger 2.0, `discriminator: { propertyName: kind }` since.
  const named = text.matchAll(/(?:discriminator|propertyName)["']?\s*:\s*["']?([\w@$.-]+)/g);
  return new Set([...named].flatMap(([, name]) => name ?? []));
}

/** Responses with a status of success, or else the one for every other status; those without a body say nothing. */
function goodResponses(responses: readonly ContractResponse[]): readonly ContractResponse[] {
  const good = responses.filter(({ status }) => status >= 200 && status < 300);
  const chosen = good.length > 0 ? good : responses.filter(({ status }) => status === 0);
  return chosen.filter(({ mediaType }) => mediaType !== '');
}

function schemaOf({ schema }: ContractResponse): unknown {
  return schema;
}
