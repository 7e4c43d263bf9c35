import type { Contract, ContractOperation } from './contract.ts';
import { type ContractBudget, createContractBudget } from './contract-budget.ts';
import { ContractProblem } from './contract-problem.ts';
import type { ContractFile } from './openapi.ts';
import { childrenNamed, parseXml, type QName, qname, type XmlNode } from './xml-tree.ts';
import { createXsdSchemas, type XsdSchemas } from './xsd.ts';
import { XSD } from './xsd-simple-type.ts';

const WSDL = 'http://schemas.xmlsoap.org/wsdl/';
const SOAP = 'http://schemas.xmlsoap.org/wsdl/soap/';

/**
 * Returns the contract of a WSDL 1.1 document: the operations of the first port with a SOAP 1.1 binding, document/literal
 * (W3C Note 15 March 2001, section 3). Throws a `ContractProblem` where the document cannot be understood or has another style.
 */
export function readWsdl(from: ContractFile, budget: ContractBudget = createContractBudget()): Contract {
  const definitions = parseXml(from.text, budget);
  if (definitions.name !== 'definitions' || definitions.namespace !== WSDL) {
    throw new ContractProblem(`the root element is "${definitions.name}", not the "definitions" of WSDL 1.1`);
  }
  const named = indexDefinitions(definitions);
  const { binding, path } = soapPort(definitions, named);
  const schemaNodes = childrenNamed(definitions, 'types').flatMap((types) =>
    childrenNamed(types, 'schema', XSD),
  );
  const schemas = createXsdSchemas(schemaNodes, budget);
  const portType = byName(named, 'portType', qname(binding, binding.attributes.get('type') ?? ''));
  const declared = indexByName(childrenNamed(portType, 'operation'));
  const context: Context = { named, declared, path, schemas, budget };
  const read = childrenNamed(binding, 'operation', WSDL).map((operation) => {
    budget.spend('operations', 1);
    return readOperation(operation, binding, context);
  });
  const [first] = read;
  if (first === undefined) throw new ContractProblem('the SOAP binding has no operations');
  return {
    protocol: 'soap',
    ...from,
    title: definitions.attributes.get('name') ?? portType.attributes.get('name') ?? '',
    version: '1.0',
    basePath: '',
    operations: read.map((r) => r.operation),
    schemas: schemas.schemas(),
    soap: { targetNamespace: first.namespace, qualified: schemas.isQualified(first.namespace), path },
  };
}

interface Context {
  readonly named: Definitions;
  /** Operations of the port type, by name. */
  readonly declared: ReadonlyMap<string, XmlNode>;
  readonly path: string;
  readonly schemas: XsdSchemas;
  /** What several operations share is paid for each time. */
  readonly budget: ContractBudget;
}

function soapPort(
  definitions: XmlNode,
  named: Definitions,
): { readonly binding: XmlNode; readonly path: string } {
  const ports = childrenNamed(definitions, 'service').flatMap((service) => childrenNamed(service, 'port'));
  for (const port of ports) {
    const address = childrenNamed(port, 'address', SOAP)[0];
    if (address === undefined) continue;
    const binding = byName(named, 'binding', qname(port, port.attributes.get('binding') ?? ''));
    return { binding, path: pathOf(address.attributes.get('location') ?? '') };
  }
  throw new ContractProblem(
    'no port has a SOAP 1.1 address',
    `give a service a port with an address in the namespace "${SOAP}"`,
  );
}

function pathOf(location: string): string {
  const [path = ''] = location.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').split(/[?#]/, 1);
  return path.startsWith('/') ? path : `/${path}`;
}

function readOperation(
  bound: XmlNode,
  binding: XmlNode,
  context: Context,
): { readonly operation: ContractOperation; readonly namespace: string } {
  const id = bound.attributes.get('name') ?? '';
  const soapOperation = childrenNamed(bound, 'operation', SOAP)[0];
  const style =
    soapOperation?.attributes.get('style') ??
    childrenNamed(binding, 'binding', SOAP)[0]?.attributes.get('style');
  const uses = bound.children
    .flatMap((side) => childrenNamed(side, 'body', SOAP))
    .map((body) => body.attributes.get('use'));
  if (style === 'rpc' || uses.includes('encoded')) {
    throw new ContractProblem(
      `the operation "${id}" is ${style === 'rpc' ? 'rpc' : 'encoded'}`,
      'use document/literal',
    );
  }
  const declared = context.declared.get(id);
  if (declared === undefined)
    throw new ContractProblem(`the operation "${id}" is bound but not in the port type`);
  context.budget.spend('schemas, parameters and responses', declared.children.length);
  const request = messageElement(declared, 'input', context);
  const response = messageElement(declared, 'output', context);
  const operation: ContractOperation = {
    id,
    method: 'POST',
    path: context.path,
    summary: childrenNamed(declared, 'documentation')[0]?.text.replace(/\s+/g, ' ') ?? '',
    parameters: [],
    request: context.schemas.element(request),
    requestRequired: true,
    requestExample: undefined,
    responses: [
      { status: 200, mediaType: 'text/xml', schema: context.schemas.element(response), examples: [] },
    ],
    soap: {
      soapAction: soapOperation?.attributes.get('soapAction') ?? '',
      requestElement: request.name,
      responseElement: response.name,
    },
  };
  return { operation, namespace: request.namespace };
}

function messageElement(operation: XmlNode, side: 'input' | 'output', { named, budget }: Context): QName {
  const id = operation.attributes.get('name') ?? '';
  const given = childrenNamed(operation, side)[0];
  if (given === undefined) throw new ContractProblem(`the operation "${id}" has no ${side}`);
  const message = byName(named, 'message', qname(given, given.attributes.get('message') ?? ''));
  budget.spend('schemas, parameters and responses', message.children.length);
  const part = childrenNamed(message, 'part').find((p) => p.attributes.has('element'));
  if (part === undefined) {
    throw new ContractProblem(
      `the ${side} of the operation "${id}" names no element`,
      'use document/literal',
    );
  }
  return qname(part, part.attributes.get('element') ?? '');
}

type Kind = 'binding' | 'portType' | 'message';

/** What is defined, by kind and name. */
type Definitions = Readonly<Record<Kind, ReadonlyMap<string, XmlNode>>>;

function indexDefinitions(definitions: XmlNode): Definitions {
  const indexOf = (kind: Kind) => indexByName(childrenNamed(definitions, kind, WSDL));
  return { binding: indexOf('binding'), portType: indexOf('portType'), message: indexOf('message') };
}

/** Of several of one name, the first counts. */
function indexByName(nodes: readonly XmlNode[]): ReadonlyMap<string, XmlNode> {
  const index = new Map<string, XmlNode>();
  for (const node of nodes) {
    const name = node.attributes.get('name') ?? '';
    if (!index.has(name)) index.set(name, node);
  }
  return index;
}

function byName(named: Definitions, kind: Kind, name: QName): XmlNode {
  const found = named[kind].get(name.name);
  if (found === undefined) throw new ContractProblem(`the ${kind} "${name.name}" is not declared`);
  return found;
}
