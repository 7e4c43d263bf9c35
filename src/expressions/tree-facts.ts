import { type Call, type Chain, childrenOf, type Lambda, type Range, type Tree } from './tree.ts';

/** What stands anywhere in an expression. */
export interface TreeFacts {
  /** Names of the variables that it sets, without `$`. */
  readonly set: ReadonlySet<string>;
  readonly calls: readonly Call[];
  readonly chains: readonly Chain[];
  readonly ranges: readonly Range[];
  /** Functions that have a name. */
  readonly functions: ReadonlyMap<string, Lambda>;
}

interface Facts {
  readonly set: Set<string>;
  readonly calls: Call[];
  readonly chains: Chain[];
  readonly ranges: Range[];
  readonly functions: Map<string, Lambda>;
}

const NO_FACTS: TreeFacts = { set: new Set(), calls: [], chains: [], ranges: [], functions: new Map() };

/** Returns what stands in an expression, each list in the order of the text. */
export function factsOf(tree: Tree, text: string): TreeFacts {
  // Without these signs there are no variables, calls, chains and ranges.
  if (!['$', '(', '~', '..'].some((sign) => text.includes(sign))) return NO_FACTS;
  const facts: Facts = { set: new Set(), calls: [], chains: [], ranges: [], functions: new Map() };
  collect(facts, tree);
  return facts;
}

function collect(facts: Facts, tree: Tree): void {
  switch (tree.type) {
    case 'literal':
    case 'name':
    case 'variable':
      return;
    case 'path':
      for (const { of, filters, focus, index } of tree.steps) {
        if (focus !== null) facts.set.add(focus);
        if (index !== null) facts.set.add(index);
        collect(facts, of);
        for (const filter of filters) collect(facts, filter);
      }
      return;
    case 'call':
      facts.calls.push(tree);
      break;
    case 'chain':
      facts.chains.push(tree);
      break;
    case 'range':
      facts.ranges.push(tree);
      break;
    case 'lambda':
      for (const parameter of tree.parameters) facts.set.add(parameter);
      break;
    case 'bind':
      facts.set.add(tree.name);
      if (tree.value.type === 'lambda') facts.functions.set(tree.name, tree.value);
      break;
  }
  for (const child of childrenOf(tree)) collect(facts, child);
}
