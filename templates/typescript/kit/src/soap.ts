import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { type Fields, isFields } from './fields.ts';
import { badGateway, badRequest, type Problem } from './problem.ts';
import type { UpstreamAnswer } from './upstream.ts';

/** What a WSDL says of one operation (SOAP 1.1, document/literal). */
export interface SoapMessage {
  readonly operation: string;
  readonly path: string;
  readonly soapAction: string;
  readonly namespace: string;
  /** Whether local elements are in the namespace: `elementFormDefault="qualified"`. */
  readonly qualified: boolean;
  readonly requestElement: string;
  readonly responseElement: string;
  readonly request: XmlShape;
  readonly response: XmlShape;
}

/** The children of an element, in the order in which XML must have them; `[]` marks one that repeats. */
export type XmlShape = { readonly [name: string]: XmlType | XmlShape | readonly [XmlType | XmlShape] };
export type XmlType = 'string' | 'number' | 'boolean';

const envelopeNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';
const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true });
/** `htmlEntities` is what makes the parser read numeric character references, `&#223;`, which XML has without HTML. */
const parser = new XMLParser({
  removeNSPrefix: true,
  parseTagValue: false,
  ignoreAttributes: true,
  htmlEntities: true,
});

/** Returns the envelope of a request. Fields that the shape does not name are left out; absent ones too. Throws a 400 for text that no XML can hold. */
export function writeSoap(message: SoapMessage, fields: unknown): string {
  if (!isFields(fields)) throw badRequest(`${message.operation} takes an object`);
  const prefix = message.qualified ? 'm:' : '';
  return builder.build({
    'soap:Envelope': {
      '@_xmlns:soap': envelopeNamespace,
      '@_xmlns:m': message.namespace,
      'soap:Body': { [`m:${message.requestElement}`]: ordered(fields, message.request, prefix) },
    },
  });
}

/**
 * Returns the response element's content with numbers and booleans as such and repeated elements as lists. Throws a 400
 * for a fault of the request, and a 502 for any other and for anything that is not the announced response.
 */
export function readSoap(message: SoapMessage, upstream: string, answer: UpstreamAnswer): unknown {
  const body = at(at(parse(answer.text), 'Envelope'), 'Body');
  const fault = at(body, 'Fault');
  if (isFields(fault)) throw faultProblem(upstream, fault, answer.status);
  if (!isFields(body) || !(message.responseElement in body))
    throw badGateway(upstream, `answered ${answer.status}`);
  return typed(body[message.responseElement], message.response);
}

/** True for a fault of the request: it comes with the status 500, as every fault does, but is nobody's outage. */
export function isClientFault({ status, text }: UpstreamAnswer): boolean {
  if (status !== 500) return false;
  const fault = at(at(at(parse(text), 'Envelope'), 'Body'), 'Fault');
  return isFields(fault) && blamesRequest(fault);
}

/** The request is at fault, and is to be changed before it is sent again (SOAP 1.1, 4.4.1): `Client`, `Client.Validation`. */
const clientFault = /^(?:[^:]*:)?Client(?:\.|$)/;

function faultProblem(upstream: string, fault: Fields, status: number): Problem {
  const reason = String(fault['faultstring'] ?? status);
  if (blamesRequest(fault)) return badRequest(reason);
  return badGateway(upstream, `answered the fault "${reason}"`);
}

function blamesRequest(fault: Fields): boolean {
  return clientFault.test(String(fault['faultcode'] ?? ''));
}

function parse(text: string): unknown {
  try {
    return parser.parse(text);
  } catch {
    return null;
  }
}

function ordered(fields: Fields, shape: XmlShape, prefix: string): Fields {
  const result: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(shape)) {
    const value = fields[name];
    if (value === undefined || value === null) continue;
    const itemType = isRepeated(type) ? type[0] : type;
    const write = (one: unknown) =>
      typeof itemType === 'string' || !isFields(one) ? xmlText(name, one) : ordered(one, itemType, prefix);
    result[prefix + name] = Array.isArray(value) ? value.map(write) : write(value);
  }
  return result;
}

/** Anything but the characters of XML 1.0 (2.2), half of a surrogate pair too: no reference stands for these either. */
const foreignToXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

function xmlText(name: string, value: unknown): string {
  const text = String(value);
  if (foreignToXml.test(text)) throw badRequest(`${name} has a character that XML does not have`);
  return text;
}

function typed(value: unknown, shape: XmlShape): unknown {
  const fields = isFields(value) ? value : {};
  const result: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(shape)) {
    const found = fields[name];
    if (isRepeated(type)) {
      const list = found === undefined ? [] : Array.isArray(found) ? found : [found];
      result[name] = list.map((one) => typedOne(one, type[0]));
    } else if (found !== undefined) {
      result[name] = typedOne(found, type);
    }
  }
  return result;
}

function typedOne(value: unknown, type: XmlType | XmlShape): unknown {
  if (typeof type !== 'string') return typed(value, type);
  // An empty number or truth value is one that the backend does not know: `xsi:nil`.
  if (type !== 'string' && value === '') return null;
  if (type === 'number') return Number(value);
  return type === 'boolean' ? value === 'true' || value === '1' : String(value);
}

function isRepeated(
  type: XmlType | XmlShape | readonly [XmlType | XmlShape],
): type is readonly [XmlType | XmlShape] {
  return Array.isArray(type);
}

function at(value: unknown, name: string): unknown {
  return isFields(value) ? value[name] : undefined;
}
