import { type Answer, Problem } from '@lintel/kit';
import { schemaFlattener } from './flat-schema.ts';
import { echoed, type Fields, isFields } from './plain-data.ts';
import { createSampler } from './sampler.ts';
import { seededRandom } from './seeded-random.ts';
import { fromXml, readEnvelope, writeEnvelope, writeFault } from './soap-envelope.ts';
import { createSoapRecords, creates } from './soap-records.ts';
import type { StandInContract, StandInOperation, StandInSoap } from './stand-in-contract.ts';

/** Answers the text of one SOAP request. A request that is at fault is answered by a fault, never by throwing. */
export type SoapHandler = (text: unknown) => Answer;

/**
 * Returns a handler that dispatches by the element in the body (document/literal names the operation by it), answers from
 * the schemas of the contract, the same request always in the same way, and keeps what is created: `CreateOrder` keeps an
 * order that `GetOrder` and `ListOrders` give back.
 * Throws if the contract has no SOAP binding.
 */
export function createSoapHandler(contract: StandInContract, seed: number): SoapHandler {
  const { soap } = contract;
  if (soap === null) throw new Error(`the contract "${contract.title}" has no SOAP binding`);
  const flatten = schemaFlattener(contract.schemas);
  const records = createSoapRecords();
  const sampler = createSampler(contract.schemas);
  const byElement = new Map(
    contract.operations.map((operation) => [operation.soap?.requestElement, operation]),
  );
  let created = 0;

  const usual = (operation: StandInOperation, fields: Fields): unknown => {
    if (creates(operation.id)) created += 1;
    const turn = creates(operation.id) ? created : 0;
    const random = seededRandom(JSON.stringify([seed, operation.id, fields, turn]));
    return echoed(sampler(operation.response.schema ?? {}, random), fields);
  };
  return (text) => {
    try {
      const payload = readEnvelope(text);
      const operation = byElement.get(payload.element);
      if (operation === undefined) return fault('Client', `nothing answers the element "${payload.element}"`);
      const request = fromXml(payload.content, operation.request ?? {}, flatten);
      const fields: Fields = isFields(request) ? request : {};
      const missing = missingField(flatten(operation.request ?? {})['required'], fields);
      if (missing !== null) return fault('Client', `the element "${missing}" is missing`);
      const content = records.apply(operation.id, fields, usual(operation, fields));
      return xml(200, envelopeOf(operation, content, { soap, flatten }));
    } catch (error) {
      if (error instanceof Problem) return fault('Client', error.message);
      throw error;
    }
  };
}

/** Returns the answer of a system that failed. A fault always comes with status 500 (SOAP 1.1 section 6.2). */
export function fault(code: 'Client' | 'Server', reason: string): Answer {
  return xml(500, writeFault(code, reason));
}

function xml(status: number, body: string): Answer {
  return { status, body, headers: { 'content-type': 'text/xml; charset=utf-8' } };
}

function envelopeOf(
  operation: StandInOperation,
  content: unknown,
  { soap, flatten }: { readonly soap: StandInSoap; readonly flatten: Parameters<typeof writeEnvelope>[2] },
): string {
  const element = operation.soap?.responseElement ?? `${operation.id}Response`;
  return writeEnvelope({ element, content, schema: operation.response.schema ?? {} }, soap, flatten);
}

function missingField(required: unknown, fields: Fields): string | null {
  const names = Array.isArray(required) ? required : [];
  const missing = names.find((name) => typeof name === 'string' && !Object.hasOwn(fields, name));
  return missing === undefined ? null : String(missing);
}
