/** What a stand-in knows of the contract of the system it stands in for: plain JSON, without prose. */
export interface StandInContract {
  readonly title: string;
  readonly protocol: 'rest' | 'soap';
  /** Stands before every operation's path; `''` if none. */
  readonly basePath: string;
  /** Only for SOAP 1.1, document/literal. */
  readonly soap: StandInSoap | null;
  readonly operations: readonly StandInOperation[];
  /** By name; a `$ref` is always `#/schemas/<name>`. */
  readonly schemas: Readonly<Record<string, Schema>>;
}

export interface StandInSoap {
  readonly targetNamespace: string;
  /** Whether local elements are written in the namespace. */
  readonly qualified: boolean;
  readonly path: string;
}

export interface StandInOperation {
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** Template with `{name}` parameters. */
  readonly path: string;
  readonly parameters: readonly StandInParameter[];
  readonly request: Schema | null;
  readonly requestRequired: boolean;
  readonly response: StandInResponse;
  readonly soap: StandInSoapOperation | null;
}

export interface StandInParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
}

/** The response when all is well. */
export interface StandInResponse {
  readonly status: number;
  /** `''` where the response has no body. */
  readonly mediaType: string;
  readonly schema: Schema | null;
  readonly examples: readonly unknown[];
}

export interface StandInSoapOperation {
  readonly soapAction: string;
  /** Local names of elements in the target namespace. */
  readonly requestElement: string;
  readonly responseElement: string;
}

/** A JSON Schema (2020-12 subset) as plain data. */
export type Schema = { readonly [keyword: string]: unknown };
