import { Ajv, type ValidateFunction } from 'ajv';
import { AJV_OPTIONS } from './ajv-options.ts';
import { bareSchema } from './schema/bare-schema.ts';
import type { Schema } from './schema/parts.ts';
import type { ShapeError } from './shape-error.ts';

/**
 * Returns a function that says what is wrong with the shape of plain data by a schema, in no certain order; nothing where
 * nothing is. The schema is made and compiled at its first call.
 */
export function shapeValidator(schemaOf: () => Schema): (data: unknown) => readonly ShapeError[] {
  let compiled: ValidateFunction | null = null;
  return (data) => {
    compiled ??= new Ajv(AJV_OPTIONS).compile(bareSchema(schemaOf()));
    return compiled(data) ? [] : (compiled.errors ?? []);
  };
}
