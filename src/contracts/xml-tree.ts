import { parseXml as parsedXml, type XmlDocument, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml';
import { type ContractBudget, createContractBudget } from './contract-budget.ts';
import { ContractProblem } from './contract-problem.ts';
import { parseQuickXml, type WrittenElement } from './quick-xml.ts';
import { isDeeperThan } from './xml-depth.ts';

/** An element of an XML document with its namespaces resolved. Comments and processing instructions are left out. */
export interface XmlNode {
  /** Local name, without prefix. */
  readonly name: string;
  /** Namespace of the element, `''` if none. */
  readonly namespace: string;
  /** Attributes without a prefix, by name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly scope: Scope;
  readonly children: readonly XmlNode[];
  /** Text directly inside, trimmed. */
  readonly text: string;
}

/** The namespaces that an element declares, by prefix, the default one under `''`; and those of the elements around it. */
export interface Scope {
  readonly own: ReadonlyMap<string, string>;
  readonly outer: Scope | null;
}

/** A name with its namespace. */
export interface QName {
  readonly namespace: string;
  readonly name: string;
}

const MAX_DEPTH = 100;

/** Returns the root element of an XML text. Throws a `ContractProblem` if it is not well-formed or declares entities. */
export function parseXml(text: string, budget: ContractBudget = createContractBudget()): XmlNode {
  budget.spend('tags and attributes', countOf(text, '<') + countOf(text, '='));
  // Entities that are declared could multiply, or name files.
  if (/<!DOCTYPE/i.test(text)) throw new ContractProblem('a document type declaration is not supported');
  return nodeOf(parseQuickXml(text, MAX_DEPTH) ?? parsedElement(text), { own: new Map(), outer: null });
}

/** What is not plain is read by the parser, which also says what is wrong with it. */
function parsedElement(text: string): WrittenElement {
  if (isDeeperThan(text, MAX_DEPTH))
    throw new ContractProblem(`it is nested deeper than ${MAX_DEPTH} levels`);
  const { root } = parsed(text);
  if (root === null) throw new ContractProblem('the file holds no XML element');
  return writtenElement(root);
}

function writtenElement({ name, attributes, children }: XmlElement): WrittenElement {
  return {
    name,
    attributes: Object.entries(attributes),
    elements: children.flatMap((child) => (child instanceof XmlElement ? [writtenElement(child)] : [])),
    text: children.map((child) => (child instanceof XmlText ? child.text : '')).join(''),
  };
}

function parsed(text: string): XmlDocument {
  try {
    return parsedXml(text);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const reason = error.message.split(' (line ')[0] ?? '';
    throw new ContractProblem(`line ${error.line}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`);
  }
}

/** Returns the name that an attribute such as `type="tns:Order"` means at this node. */
export function qname(node: XmlNode, value: string): QName {
  const [before, after] = value.trim().split(':');
  if (after === undefined) return { namespace: namespaceIn(node.scope, '') ?? '', name: before ?? '' };
  const namespace = namespaceIn(node.scope, before ?? '');
  if (namespace === undefined) throw new ContractProblem(`the prefix of "${value}" is not declared`);
  return { namespace, name: after };
}

/** Returns the children with that local name and, where given, that namespace. */
export function childrenNamed(node: XmlNode, name: string, namespace?: string): readonly XmlNode[] {
  return node.children.filter(
    (c) => c.name === name && (namespace === undefined || c.namespace === namespace),
  );
}

/** As deep as elements are nested, which is bounded. */
function namespaceIn(scope: Scope, prefix: string): string | undefined {
  return scope.own.get(prefix) ?? (scope.outer === null ? undefined : namespaceIn(scope.outer, prefix));
}

function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}

function nodeOf(element: WrittenElement, outer: Scope): XmlNode {
  const own = new Map<string, string>();
  for (const [key, value] of element.attributes) {
    if (key === 'xmlns') own.set('', value);
    else if (key.startsWith('xmlns:')) own.set(key.slice(6), value);
  }
  const scope = own.size === 0 ? outer : { own, outer };
  const [prefix, local] = element.name.includes(':') ? element.name.split(':', 2) : ['', element.name];
  return {
    name: local ?? '',
    namespace: namespaceIn(scope, prefix ?? '') ?? '',
    attributes: new Map(element.attributes.filter(([key]) => !key.includes(':') && key !== 'xmlns')),
    scope,
    children: element.elements.map((inner) => nodeOf(inner, scope)),
    text: element.text.trim(),
  };
}
