/** What the validator says about one place; the part of ajv's error object that is used. */
export interface ShapeError {
  readonly keyword: string;
  /** JSON pointer of the place in the data. */
  readonly instancePath: string;
  /** JSON pointer, with a leading `#`, of the keyword in the schema. */
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Returns the names in a JSON pointer (RFC 6901), decoded; a leading `#` is dropped and, if so, URI escapes undone. */
export function pointerNames(pointer: string): readonly string[] {
  const isFragment = pointer.startsWith('#');
  const names = (isFragment ? pointer.slice(1) : pointer).split('/').slice(1);
  const plain = names.map((name) => (isFragment ? decodeURIComponent(name) : name));
  return plain.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}
