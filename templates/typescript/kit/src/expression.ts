import jsonata from 'jsonata';

/** A JSONata expression, compiled once. */
export type Expression = (input: unknown) => Promise<unknown>;

/** Compiles a JSONata expression (https://docs.jsonata.org). Throws where it is not one. */
export function expression(text: string): Expression {
  const compiled = jsonata(text);
  return (input) => compiled.evaluate(input);
}
