/** What the validator says about one place; the part of ajv's error object that is used. */
export interface ShapeError {
  readonly keyword: string;
  /** JSON pointer of the place in the data. */
  readonly instancePath: string;
  /** JSON pointer, with a leading `#`, of the keyword in the schema. */
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
}
