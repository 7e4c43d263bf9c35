import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { type ContractBudget, createContractBudget } from './contract-budget.ts';
import { ContractProblem } from './contract-problem.ts';

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
const ATTRIBUTES = ':@';
const TEXT = '#text';

/** Returns the root element of an XML text. Throws a `ContractProblem` if it is not well-formed or declares entities. */
export function parseXml(text: string, budget: ContractBudget = createContractBudget()): XmlNode {
  budget.spend('tags and attributes', countOf(text, '<') + countOf(text, '='));
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
    throw new ContractProblem(wordsFor(error instanceof Error ? error.message : String(error)));
  }
  const [root] = nodesOf(parsed, { own: new Map(), outer: null });
  if (root === undefined) throw new ContractProblem('the file holds no XML element');
  return root;
}

/** What the parser says in words of its own that nobody could act on. */
function wordsFor(reason: string): string {
  if (reason.includes('nested tags')) return `it is nested deeper than ${MAX_DEPTH} levels`;
  const reserved = /^\[SECURITY\] Invalid name: ("[^"]*")/.exec(reason)?.[1];
  return reserved === undefined ? reason : `the name ${reserved} means something to JavaScript itself`;
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

function nodesOf(list: unknown, scope: Scope): readonly XmlNode[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: Record<string, unknown>) => {
    const tag = Object.keys(item).find((key) => key !== ATTRIBUTES && key !== TEXT);
    return tag === undefined ? [] : [nodeOf(tag, item, scope)];
  });
}

function nodeOf(tag: string, item: Record<string, unknown>, outer: Scope): XmlNode {
  const given = Object.entries((item[ATTRIBUTES] ?? {}) as Record<string, string>);
  const own = new Map<string, string>();
  for (const [key, value] of given) {
    if (key === 'xmlns') own.set('', value);
    else if (key.startsWith('xmlns:')) own.set(key.slice(6), value);
  }
  const scope = own.size === 0 ? outer : { own, outer };
  const [prefix, local] = tag.includes(':') ? tag.split(':', 2) : ['', tag];
  const content = item[tag];
  return {
    name: local ?? '',
    namespace: namespaceIn(scope, prefix ?? '') ?? '',
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
