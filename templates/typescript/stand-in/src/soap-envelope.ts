import { badRequest } from '@lintel/kit';
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { type Fields, isFields } from './plain-data.ts';
import type { Schema, StandInSoap } from './stand-in-contract.ts';

/** SOAP 1.1, https://www.w3.org/TR/2000/NOTE-SOAP-20000508/ */
const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';

const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true });
const parser = new XMLParser({ removeNSPrefix: true, parseTagValue: false, ignoreAttributes: true });

/** The one element in the body of an envelope: its local name and what it holds, all texts. */
export interface SoapPayload {
  readonly element: string;
  readonly content: unknown;
}

/** Returns the payload of an envelope. Throws a 400 if the text is none. */
export function readEnvelope(text: unknown): SoapPayload {
  let parsed: unknown = null;
  try {
    parsed = typeof text === 'string' ? parser.parse(text) : null;
  } catch {
    // What is no XML is no envelope either.
  }
  const envelope = isFields(parsed) ? parsed['Envelope'] : undefined;
  const body = isFields(envelope) ? envelope['Body'] : undefined;
  const payload = isFields(body) ? Object.entries(body)[0] : undefined;
  if (payload === undefined) throw badRequest('the request is no SOAP envelope with an element in its body');
  return { element: payload[0], content: payload[1] };
}

/** Returns the envelope around an element whose children stand in the order of the schema's properties. */
export function writeEnvelope(
  payload: { readonly element: string; readonly content: unknown; readonly schema: Schema },
  soap: StandInSoap,
  flatten: (schema: Schema) => Schema,
): string {
  const prefix = soap.qualified ? 'm:' : '';
  return builder.build({
    'soap:Envelope': {
      '@_xmlns:soap': ENVELOPE,
      '@_xmlns:m': soap.targetNamespace,
      'soap:Body': { [`m:${payload.element}`]: toXml(payload.content, payload.schema, { prefix, flatten }) },
    },
  });
}

/** Returns the envelope of a fault (section 4.4). `Client`: the request is at fault; `Server`: the system is. */
export function writeFault(code: 'Client' | 'Server', reason: string): string {
  return builder.build({
    'soap:Envelope': {
      '@_xmlns:soap': ENVELOPE,
      'soap:Body': { 'soap:Fault': { faultcode: `soap:${code}`, faultstring: reason } },
    },
  });
}

interface Writing {
  readonly prefix: string;
  readonly flatten: (schema: Schema) => Schema;
}

function toXml(value: unknown, given: Schema, writing: Writing): unknown {
  const schema = writing.flatten(given);
  const items = schema['items'];
  if (Array.isArray(value)) return value.map((item) => toXml(item, isFields(items) ? items : {}, writing));
  if (!isFields(value)) return value === null || value === undefined ? '' : String(value);
  const written: [string, unknown][] = [];
  for (const [name, property] of Object.entries(isFields(schema['properties']) ? schema['properties'] : {})) {
    const inner = value[name];
    if (inner === undefined || inner === null || (Array.isArray(inner) && inner.length === 0)) continue;
    written.push([writing.prefix + name, toXml(inner, isFields(property) ? property : {}, writing)]);
  }
  return Object.fromEntries(written);
}

/** Returns what an element holds with numbers, booleans and lists as its schema has them; unknown elements are left out. */
export function fromXml(content: unknown, given: Schema, flatten: (schema: Schema) => Schema): unknown {
  const schema = flatten(given);
  if (isFields(schema['items']) && schema['type'] === 'array') {
    const list = content === undefined ? [] : Array.isArray(content) ? content : [content];
    const { items } = schema;
    return list.map((item) => fromXml(item, items, flatten));
  }
  if (isFields(schema['properties'])) {
    const fields: Fields = isFields(content) ? content : {};
    const read = Object.entries(schema['properties']).flatMap(([name, property]): [string, unknown][] =>
      Object.hasOwn(fields, name)
        ? [[name, fromXml(fields[name], isFields(property) ? property : {}, flatten)]]
        : [],
    );
    return Object.fromEntries(read);
  }
  if (schema['type'] === 'integer' || schema['type'] === 'number') return Number(content);
  if (schema['type'] === 'boolean') return content === 'true' || content === '1';
  return content;
}
