import { Ajv, type ValidateFunction } from 'ajv';
import { AJV_OPTIONS } from './ajv-options.ts';
import { bareSchema } from './schema/index.ts';
import type { ShapeError } from './shape-error.ts';

let compiled: ValidateFunction | null = null;

/**
 * Returns what is wrong with the shape of plain data, in no certain order; empty where nothing is. The build replaces
 * this module by the code from `compile-standalone.ts`, so that no schema compiler is loaded to validate.
 */
export function validateShape(data: unknown): readonly ShapeError[] {
  compiled ??= new Ajv(AJV_OPTIONS).compile(bareSchema());
  return compiled(data) ? [] : (compiled.errors ?? []);
}
