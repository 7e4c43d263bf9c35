import { ContractProblem } from './contract-problem.ts';
import type { XmlNode } from './xml-tree.ts';

/** What a schema declares by name, of what is read here. */
export type Global = 'element' | 'complexType' | 'simpleType' | 'group';

/** A declaration, and the namespace in which it stands. */
export interface Component {
  readonly node: XmlNode;
  readonly namespace: string;
}

/** One is allowed; more are looked for, so that they can be named, but not thousands of them. */
export const MOST_NAMESPACES = 8;

/** Throws the `ContractProblem` that names the namespaces. */
export function refuseNamespaces(namespaces: ReadonlySet<string>): never {
  const named = [...namespaces].sort().map((namespace) => `"${namespace}"`);
  throw new ContractProblem(
    `the data of one operation comes from several namespaces: ${named.join(', ')}`,
    'use one target namespace for all types that messages are made of',
  );
}

/**
 * Returns what `<xsd:schema>` nodes declare, by `<kind> <namespace> <name>`; of two of one name the last. Throws a
 * `ContractProblem` where a file would have to be fetched.
 */
export function indexGlobals(schemaNodes: readonly XmlNode[]): ReadonlyMap<string, Component> {
  const globals = new Map<string, Component>();
  const present = new Set(schemaNodes.map((node) => node.attributes.get('targetNamespace') ?? ''));
  for (const schema of schemaNodes) {
    const namespace = schema.attributes.get('targetNamespace') ?? '';
    for (const node of schema.children) {
      const elsewhere = node.attributes.get('schemaLocation');
      const isImported = node.name === 'import' && present.has(node.attributes.get('namespace') ?? '');
      if ((node.name === 'include' || node.name === 'import') && elsewhere !== undefined && !isImported) {
        throw new ContractProblem(
          `the schema "${elsewhere}" is in another file`,
          'put all schemas into the WSDL itself',
        );
      }
      const name = node.attributes.get('name');
      if (name !== undefined) globals.set(`${node.name} ${namespace} ${name}`, { node, namespace });
    }
  }
  return globals;
}
