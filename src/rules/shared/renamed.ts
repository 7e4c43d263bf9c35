import type { Model, Written } from '../../model/model.ts';
import type { Span } from '../../source/source.ts';
import { named } from './wording.ts';

/** Something that may have been renamed: an element, or an operation of one. */
export interface Named {
  readonly name: string;
  readonly formerly: readonly string[];
  /** As messages name it: `frontend microservice "shop"`. */
  readonly shown: string;
  readonly written: Written;
  readonly span: Span;
  readonly path: string;
  /** True: its names follow from those of another one, at which they are reported. */
  readonly isImplied: boolean;
}

/**
 * Returns what has names, in groups within which a name stands for one thing: all elements, then the operations of each
 * element. In the order of the blueprint.
 */
export function namedGroups(model: Model): readonly (readonly Named[])[] {
  const elements = model.elements.map((element) => ({
    ...element,
    shown: named(model, element),
    isImplied: element.tier === 'providers',
  }));
  const operations = [...model.frontends, ...model.integrations].map((owner) =>
    owner.operations.map((operation) => ({
      ...operation,
      shown: `operation "${owner.name}.${operation.name}"`,
      isImplied: false,
    })),
  );
  return [elements, ...operations];
}

/** Returns the former names of one thing, each once, with the place to point at. */
export function formerNamesOf({ formerly, written, span, path }: Named) {
  return [...new Set(formerly)].map((name) => ({
    name,
    span: written.get('formerly') ?? span,
    path: `${path}.formerly`,
  }));
}
