import type { JsonSchema } from './contract.ts';
import { type ContractBudget, createContractBudget } from './contract-budget.ts';
import { ContractProblem } from './contract-problem.ts';
import { uniqueNames } from './unique-names.ts';
import { childrenNamed, type QName, qname, type XmlNode } from './xml-tree.ts';
import {
  type Component,
  type Global,
  indexGlobals,
  MOST_NAMESPACES,
  refuseNamespaces,
} from './xsd-globals.ts';
import { builtInType, restricted, XSD } from './xsd-simple-type.ts';

/** Schemas made from the XSD part of a WSDL, reached from the elements that its messages name. */
export interface XsdSchemas {
  /** Returns a reference to the schema of a global element. */
  element(name: QName): JsonSchema;
  /** Returns every schema reached, sorted by name. */
  schemas(): Readonly<Record<string, JsonSchema>>;
  /** Whether local elements of that namespace are written in it. */
  isQualified(namespace: string): boolean;
}

/**
 * Returns the schemas of `<xsd:schema>` nodes (XML Schema 1.0 Part 1): complex types with sequence, all, choice, extension
 * and group become objects whose properties keep the order of the elements; repeated elements become arrays. Attributes and
 * wildcards are left out. Throws a `ContractProblem` where a name is not declared or a file would have to be fetched.
 */
export function createXsdSchemas(
  schemaNodes: readonly XmlNode[],
  budget: ContractBudget = createContractBudget(),
): XsdSchemas {
  const globals = indexGlobals(schemaNodes);
  const freeName = uniqueNames();
  const names = new Map<XmlNode, string>();
  const waiting: { readonly name: string; readonly node: XmlNode }[] = [];
  const done = new Map<string, JsonSchema>();
  const namespaces = new Set<string>();

  const find = (kind: Global, name: QName): Component | undefined => {
    const component = globals.get(`${kind} ${name.namespace} ${name.name}`);
    // A simple type has no elements, so its namespace is never written.
    if (component !== undefined && kind !== 'simpleType') namespaces.add(component.namespace);
    if (namespaces.size > MOST_NAMESPACES) refuseNamespaces(namespaces);
    return component;
  };
  const refer = (component: Component, label: string): JsonSchema => {
    const { node } = component;
    const known = names.get(node);
    if (known !== undefined) return { $ref: `#/schemas/${known}` };
    const name = freeName(label);
    names.set(node, name);
    waiting.push({ name, node });
    return { $ref: `#/schemas/${name}` };
  };
  const world: World = { find, refer, budget, simple: new Map(), elements: new Map() };
  const drain = () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      done.set(next.name, schemaOfComponent(next.node, world));
    }
    if (namespaces.size > 1) refuseNamespaces(namespaces);
  };
  return {
    element(name) {
      const component = find('element', name);
      if (component === undefined) throw new ContractProblem(`the element "${name.name}" is not declared`);
      const schema = refer(component, name.name);
      drain();
      return schema;
    },
    schemas: () => Object.fromEntries([...done].sort(([a], [b]) => (a < b ? -1 : 1))),
    isQualified: (namespace) =>
      schemaNodes.some(
        (s) =>
          s.attributes.get('targetNamespace') === namespace &&
          s.attributes.get('elementFormDefault') === 'qualified',
      ),
  };
}

interface World {
  find(kind: Global, name: QName): Component | undefined;
  refer(component: Component, label: string): JsonSchema;
  readonly budget: ContractBudget;
  /** What was made of simple types and of elements that stand where they are used. */
  readonly simple: Map<XmlNode, JsonSchema>;
  readonly elements: Map<XmlNode, JsonSchema>;
}

/** An element, a complex type or a simple type, as it is declared. */
function schemaOfComponent(node: XmlNode, world: World): JsonSchema {
  if (node.name === 'element') return elementSchema(node, world);
  return node.name === 'complexType' ? complexSchema(node, world) : simpleSchema(node, world);
}

function elementSchema(node: XmlNode, world: World): JsonSchema {
  const known = world.elements.get(node);
  if (known !== undefined) return known;
  world.budget.spend('schemas, parameters and responses', 1);
  const made = makeElementSchema(node, world);
  world.elements.set(node, made);
  return made;
}

function makeElementSchema(node: XmlNode, world: World): JsonSchema {
  const type = node.attributes.get('type');
  const complex = childrenNamed(node, 'complexType')[0];
  const simple = childrenNamed(node, 'simpleType')[0];
  const schema =
    type !== undefined
      ? typeSchema(qname(node, type), world)
      : complex !== undefined
        ? complexSchema(complex, world)
        : simple !== undefined
          ? simpleSchema(simple, world)
          : {};
  return { ...schema, ...notes(node, schema) };
}

function typeSchema(name: QName, world: World): JsonSchema {
  if (name.namespace === XSD) return builtInType(name.name);
  const component = world.find('complexType', name) ?? world.find('simpleType', name);
  if (component === undefined) throw new ContractProblem(`the type "${name.name}" is not declared`);
  return world.refer(component, name.name);
}

function simpleSchema(node: XmlNode, world: World, depth = 0): JsonSchema {
  if (depth > MAX_DEPTH) throw new ContractProblem('types restrict one another in a circle or too deeply');
  const known = world.simple.get(node);
  if (known !== undefined) return known;
  const made = makeSimpleSchema(node, world, depth);
  world.simple.set(node, made);
  return made;
}

function makeSimpleSchema(node: XmlNode, world: World, depth: number): JsonSchema {
  const restriction = childrenNamed(node, 'restriction')[0];
  if (restriction === undefined) return { type: 'string', ...notes(node) };
  const base = restriction.attributes.get('base');
  const inner = childrenNamed(restriction, 'simpleType')[0];
  if (base === undefined)
    return restricted(inner === undefined ? {} : simpleSchema(inner, world, depth + 1), restriction);
  const name = qname(restriction, base);
  const own = name.namespace === XSD ? undefined : world.find('simpleType', name);
  const schema = own === undefined ? typeSchema(name, world) : simpleSchema(own.node, world, depth + 1);
  return { ...restricted(schema, restriction), ...notes(node, schema) };
}

/** Of types that extend, restrict or hold one another without a name between. */
const MAX_DEPTH = 50;

interface Fields {
  readonly properties: Map<string, JsonSchema>;
  readonly required: string[];
}

function complexSchema(node: XmlNode, world: World): JsonSchema {
  const simple = childrenNamed(node, 'simpleContent')[0]?.children[0];
  if (simple !== undefined) return typeSchema(qname(simple, simple.attributes.get('base') ?? ''), world);
  const fields: Fields = { properties: new Map(), required: [] };
  collectFields(node, { world, fields, optional: false, depth: 0 });
  return {
    type: 'object',
    ...notes(node),
    properties: Object.fromEntries(fields.properties),
    required: fields.required,
  };
}

interface Collecting {
  readonly world: World;
  readonly fields: Fields;
  /** Whether everything inside may be absent: below a choice, or a group with `minOccurs="0"`. */
  readonly optional: boolean;
  readonly depth: number;
}

function collectFields(node: XmlNode, collecting: Collecting): void {
  const { world, depth } = collecting;
  // A group may be repeated, and hold groups that are.
  world.budget.spend('schemas, parameters and responses', 1 + node.children.length);
  if (depth > MAX_DEPTH) throw new ContractProblem('types extend one another in a circle or too deeply');
  for (const child of node.children) {
    const optional =
      collecting.optional || child.attributes.get('minOccurs') === '0' || child.name === 'choice';
    const deeper = { ...collecting, optional, depth: depth + 1 };
    if (child.name === 'element') collectElement(child, { ...collecting, optional });
    else if (child.name === 'extension' || child.name === 'restriction') {
      const base = qname(child, child.attributes.get('base') ?? '');
      const component = world.find('complexType', base);
      // A restriction repeats what it keeps; an extension stands after its base.
      if (component !== undefined && child.name === 'extension') collectFields(component.node, deeper);
      collectFields(child, deeper);
    } else if (child.name === 'group') {
      const group = world.find('group', qname(child, child.attributes.get('ref') ?? ''));
      if (group !== undefined) collectFields(group.node, deeper);
    } else if (['sequence', 'all', 'choice', 'complexContent'].includes(child.name))
      collectFields(child, deeper);
  }
}

function collectElement(node: XmlNode, { world, fields, optional }: Collecting): void {
  const ref = node.attributes.get('ref');
  const name = ref === undefined ? (node.attributes.get('name') ?? '') : qname(node, ref).name;
  const schema = ref === undefined ? elementSchema(node, world) : referredElement(node, ref, world);
  const most = node.attributes.get('maxOccurs') ?? '1';
  const least = wholeOf(node.attributes.get('minOccurs') ?? '1') ?? 1;
  const mostItems = wholeOf(most);
  fields.properties.set(
    name,
    most === '1' || most === '0'
      ? schema
      : {
          type: 'array',
          items: schema,
          ...(least > 0 && !optional ? { minItems: least } : {}),
          ...(mostItems === null ? {} : { maxItems: mostItems }),
        },
  );
  // `xsi:nil` is not part of the data: an element that may be nil may be left out.
  const isNillable = node.attributes.get('nillable') === 'true';
  if (!optional && !isNillable && least > 0) fields.required.push(name);
}

/** `unbounded` and what is no number are null. */
function wholeOf(text: string): number | null {
  return /^[0-9]{1,9}$/.test(text.trim()) ? Number(text) : null;
}

function referredElement(node: XmlNode, ref: string, world: World): JsonSchema {
  const component = world.find('element', qname(node, ref));
  if (component === undefined) throw new ContractProblem(`the element "${ref}" is not declared`);
  return world.refer(component, qname(node, ref).name);
}

/** `xsd:documentation`, and `<example>`s that stand in `xsd:appinfo`, the place XSD has for what machines read. */
function notes(node: XmlNode, schema: JsonSchema = {}): JsonSchema {
  const annotation = childrenNamed(node, 'annotation')[0];
  if (annotation === undefined) return {};
  const description = childrenNamed(annotation, 'documentation')[0]?.text.replace(/\s+/g, ' ');
  const isNumeric = schema['type'] === 'integer' || schema['type'] === 'number';
  const examples = childrenNamed(annotation, 'appinfo').flatMap((info) => childrenNamed(info, 'example'));
  return {
    ...(description === undefined || description === '' ? {} : { description }),
    ...(examples.length === 0
      ? {}
      : {
          examples: examples.map(({ text }) =>
            isNumeric && Number.isFinite(Number(text)) ? Number(text) : text,
          ),
        }),
  };
}
