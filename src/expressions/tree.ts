/** A part of an expression's text: UTF-16 offsets, end exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * A JSONata expression as a tree: what matters to whoever asks which data it reads and what it makes. Details that only
 * matter when it is evaluated (whether a single value stays a list, in which order is sorted) are left out.
 */
export type Tree =
  | Literal
  | Path
  | Name
  | Variable
  | ObjectTree
  | ListTree
  | Range
  | Operation
  | Negation
  | Call
  | Lambda
  | Condition
  | Fallback
  | Block
  | Bind
  | Chain
  | Sort
  | Grouped
  | Opaque;

export interface Literal {
  readonly type: 'literal';
  readonly value: string | number | boolean | null;
  /** Of a text, with its quotes; null for anything else. */
  readonly at: Place | null;
}

/** `order.lines[0].sku`: each step is evaluated for what the one before gave. */
export interface Path {
  readonly type: 'path';
  readonly steps: readonly Step[];
}

export interface Step {
  readonly of: Tree;
  /** Predicates and indexes in brackets. */
  readonly filters: readonly Tree[];
  /** `@$name`: the variable holds what the step gave, and the next step starts where this one did. */
  readonly focus: string | null;
  /** `#$name`: the variable holds the position. */
  readonly index: string | null;
}

/** A field; only as a step. */
export interface Name {
  readonly type: 'name';
  readonly name: string;
  readonly at: Place;
}

/** `$name`; `$` has the name `''`, and `$$` the name `$`. */
export interface Variable {
  readonly type: 'variable';
  readonly name: string;
  readonly at: Place;
}

export type Pair = readonly [key: Tree, value: Tree];

export interface ObjectTree {
  readonly type: 'object';
  readonly pairs: readonly Pair[];
}

export interface ListTree {
  readonly type: 'list';
  readonly items: readonly Tree[];
}

/** `from..to`; only as an item of a list. */
export interface Range {
  readonly type: 'range';
  readonly from: Tree;
  readonly to: Tree;
  /** Of the two dots. */
  readonly at: Place;
}

export interface Operation {
  readonly type: 'operation';
  readonly operator: string;
  readonly left: Tree;
  readonly right: Tree;
}

export interface Negation {
  readonly type: 'negation';
  readonly of: Tree;
}

export interface Call {
  readonly type: 'call';
  readonly of: Tree;
  readonly given: readonly Tree[];
}

export interface Lambda {
  readonly type: 'lambda';
  readonly parameters: readonly string[];
  readonly body: Tree;
}

export interface Condition {
  readonly type: 'condition';
  readonly condition: Tree;
  readonly then: Tree;
  /** Null: nothing. */
  readonly otherwise: Tree | null;
}

/** `of ?? otherwise` and `of ?: otherwise`. */
export interface Fallback {
  readonly type: 'fallback';
  readonly of: Tree;
  readonly otherwise: Tree;
}

/** `(a; b; c)`: has the value of its last part. */
export interface Block {
  readonly type: 'block';
  readonly parts: readonly Tree[];
}

export interface Bind {
  readonly type: 'bind';
  readonly name: string;
  readonly value: Tree;
}

/** `value ~> $function`. */
export interface Chain {
  readonly type: 'chain';
  readonly value: Tree;
  readonly to: Tree;
}

/** `^(…)`; only as a step: the items stay what they are. */
export interface Sort {
  readonly type: 'sort';
  readonly terms: readonly Tree[];
}

/** `of{key: value}`. */
export interface Grouped {
  readonly type: 'grouped';
  readonly of: Tree;
  readonly pairs: readonly Pair[];
}

/** What is not looked into: wildcards, `%`, regular expressions, transforms, functions with some of their arguments. */
export interface Opaque {
  readonly type: 'opaque';
  readonly parts: readonly Tree[];
}

/** Returns a step without predicates or variables. */
export function stepOf(of: Tree): Step {
  return { of, filters: [], focus: null, index: null };
}

/** Returns the trees right below one, in the order of the text. */
export function childrenOf(tree: Tree): readonly Tree[] {
  switch (tree.type) {
    case 'literal':
    case 'name':
    case 'variable':
      return [];
    case 'path':
      return tree.steps.flatMap((step) => [step.of, ...step.filters]);
    case 'object':
      return tree.pairs.flat();
    case 'list':
      return tree.items;
    case 'range':
      return [tree.from, tree.to];
    case 'operation':
      return [tree.left, tree.right];
    case 'negation':
      return [tree.of];
    case 'call':
      return [tree.of, ...tree.given];
    case 'lambda':
      return [tree.body];
    case 'condition':
      return [tree.condition, tree.then, ...(tree.otherwise === null ? [] : [tree.otherwise])];
    case 'fallback':
      return [tree.of, tree.otherwise];
    case 'block':
    case 'opaque':
      return tree.parts;
    case 'bind':
      return [tree.value];
    case 'chain':
      return [tree.value, tree.to];
    case 'sort':
      return tree.terms;
    case 'grouped':
      return [tree.of, ...tree.pairs.flat()];
  }
}

/** Calls a function for a tree and all below it, each before what is below it, in the order of the text. */
export function walk(tree: Tree, visit: (tree: Tree) => void): void {
  visit(tree);
  if (tree.type === 'path') {
    for (const { of, filters } of tree.steps) {
      walk(of, visit);
      for (const filter of filters) walk(filter, visit);
    }
  } else for (const child of childrenOf(tree)) walk(child, visit);
}
