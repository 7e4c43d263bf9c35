import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { ContractProblem } from './contract-problem.ts';

/** An element of an XML document with its namespaces resolved. Comments and processing instructions are left out. */
export interface XmlNode {
  /** Local name, without prefix. */
  readonly name: string;
  /** Namespace of the element, `''` if none. */
  readonly namespace: string;
  /** Attributes without a prefix, by name. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Namespaces in scope, by prefix; the default one is under `''`. */
  readonly scope: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  /** Text directly inside, trimmed. */
  readonly text: string;
}

/** A name with its namespace. */
export interface QName {
  readonly namespace: string;
  readonly name: string;
}

const MAX_DEPTH = 100;
const ATTRIBUTES = ':@';
const TEXT = '#text';

/** Returns the root element of an XML text. Throws a `ContractProblem` if it is not well-formed or declares entities. */
export function parseXml(text: string): XmlNode {
  const valid = XMLValidator.validate(text);
  if (valid !== true)
    throw new ContractProblem(`line ${valid.err.line}: ${valid.err.msg.replace(/\.$/, '')}`);
  if (/<!DOCTYPE/i.test(text)) throw new ContractProblem('a document type declaration is not supported');
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: MAX_DEPTH,
  });
  let parsed: unknown;
  try {
    parsed = parser.parse(text);
  } catch (error) {
    throw new ContractProblem(error instanceof Error ? error.message : String(error));
  }
  const [root] = nodesOf(parsed, new Map());
  if (root === undefined) throw new ContractProblem('the file holds no XML element');
  return root;
}

/** Returns the name that an attribute such as `type="tns:Order"` means at this node. */
export function qname(node: XmlNode, value: string): QName {
  const [before, after] = value.trim().split(':');
  if (after === undefined) return { namespace: node.scope.get('') ?? '', name: before ?? '' };
  const namespace = node.scope.get(before ?? '');
  if (namespace === undefined) throw new ContractProblem(`the prefix of "${value}" is not declared`);
  return { namespace, name: after };
}

/** Returns the children with that local name and, where given, that namespace. */
export function childrenNamed(node: XmlNode, name: string, namespace?: string): readonly XmlNode[] {
  return node.children.filter(
    (c) => c.name === name && (namespace === undefined || c.namespace === namespace),
  );
}

function nodesOf(list: unknown, scope: ReadonlyMap<string, string>): readonly XmlNode[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: Record<string, unknown>) => {
    const tag = Object.keys(item).find((key) => key !== ATTRIBUTES && key !== TEXT);
    return tag === undefined ? [] : [nodeOf(tag, item, scope)];
  });
}

function nodeOf(tag: string, item: Record<string, unknown>, outer: ReadonlyMap<string, string>): XmlNode {
  const given = Object.entries((item[ATTRIBUTES] ?? {}) as Record<string, string>);
  const scope = new Map(outer);
  for (const [key, value] of given) {
    if (key === 'xmlns') scope.set('', value);
    else if (key.startsWith('xmlns:')) scope.set(key.slice(6), value);
  }
  const [prefix, local] = tag.includes(':') ? tag.split(':', 2) : ['', tag];
  const content = item[tag];
  return {
    name: local ?? '',
    namespace: scope.get(prefix ?? '') ?? '',
    attributes: new Map(given.filter(([key]) => !key.includes(':') && key !== 'xmlns')),
    scope,
    children: nodesOf(content, scope),
    text: textIn(content),
  };
}

function textIn(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content
    .map((item: Record<string, unknown>) => (item[TEXT] === undefined ? '' : String(item[TEXT])))
    .join('')
    .trim();
}
