import type { Schema } from './schema/parts.ts';
import type { ShapeError } from './shape-error.ts';

/** A format of YAML documents that users write: what its shape is, and the words in which mistakes in it are told. */
export interface DocumentFormat {
  /** What a document is called in messages: `the blueprint`. */
  readonly noun: string;
  /** Returns its JSON Schema (draft-07, without `$ref`), with its words for people. */
  readonly schema: () => Schema;
  /** What its patterns ask for, in words, by pattern. Quantities have words of their own. */
  readonly forms: Readonly<Record<string, string>>;
  /** Returns what is wrong with the shape of plain data, in no certain order. */
  readonly findShapeErrors: (data: unknown) => readonly ShapeError[];
}
