import { parseAllDocuments } from 'yaml';
import { createSource, positionAt } from './source.ts';

/**
 * Returns the values of all documents of a YAML 1.2 text, merge keys resolved: for texts that Lintel itself has written. Throws
 * an Error whose message starts with line and column for what is no YAML, or is read with a warning.
 */
export function parseYamlDocuments(text: string): readonly unknown[] {
  const documents = parseAllDocuments(text, { merge: true, prettyErrors: false });
  return [...documents].map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem === undefined) return document.toJS({ maxAliasCount: 1000 });
    const { line, column } = positionAt(createSource('', text), problem.pos[0]);
    throw new Error(`${line}:${column}: ${problem.message.split('\n', 1)[0]}`);
  });
}
