/**
 * The contract of a backend system, read from OpenAPI 3.0 or 3.1, Swagger 2.0 or WSDL 1.1 into one form.
 * Schemas are JSON Schema (2020-12 subset, as in OpenAPI 3.1) whose `$ref`s are all `#/schemas/<name>` of the same contract.
 */
export interface Contract {
  readonly protocol: 'rest' | 'soap';
  /** Path of the file relative to the blueprint's folder, forward slashes. */
  readonly file: string;
  /** The text of that file, for the copy that is generated beside the stand-in. */
  readonly text: string;
  readonly title: string;
  readonly version: string;
  /** Path that stands before every operation's path: Swagger's basePath, or the path of the first server URL. `''` if none. */
  readonly basePath: string;
  readonly operations: readonly ContractOperation[];
  /** Named schemas, sorted by name. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** Only for SOAP: the target namespace and the path of the port's address. */
  readonly soap: SoapBinding | null;
}

/** One operation of a contract, in the order of the document. */
export interface ContractOperation {
  /** `operationId`, or `method_path` made a name where there is none; the operation's name in a WSDL. */
  readonly id: string;
  /** Upper case. A SOAP operation is a POST. */
  readonly method: string;
  /** Path template with `{name}` parameters, without the base path. A SOAP operation has the port's path. */
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly ContractParameter[];
  /** Schema of the request body or of the SOAP request element; null where there is none. */
  readonly request: JsonSchema | null;
  readonly requestRequired: boolean;
  readonly requestExample: unknown;
  readonly responses: readonly ContractResponse[];
  /** Only for SOAP. */
  readonly soap: SoapOperation | null;
}

export interface ContractParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly example: unknown;
}

export interface ContractResponse {
  /** HTTP status, or 0 for `default`. */
  readonly status: number;
  readonly mediaType: string;
  readonly schema: JsonSchema | null;
  /** Named examples in document order; `undefined` never occurs as a value. */
  readonly examples: readonly { readonly name: string; readonly value: unknown }[];
}

/** WSDL 1.1, document/literal, SOAP 1.1 (W3C Note 15 March 2001). */
export interface SoapBinding {
  readonly targetNamespace: string;
  /** Whether local elements are written in the namespace: `elementFormDefault="qualified"`. */
  readonly qualified: boolean;
  readonly path: string;
}

export interface SoapOperation {
  readonly soapAction: string;
  /** Local names of the request and the response element in the target namespace. */
  readonly requestElement: string;
  readonly responseElement: string;
}

/** A JSON Schema as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };
