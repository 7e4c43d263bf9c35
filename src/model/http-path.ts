import { HTTP, REQUEST, ROUTE } from '../blueprint/schema/forms.ts';
import type { Http } from './model.ts';

const FORMS = { operation: new RegExp(HTTP), request: new RegExp(REQUEST), route: new RegExp(ROUTE) };

/** True if a text has the form that the schema wants; what has not is reported there, and may be of any length. */
export function hasForm(form: keyof typeof FORMS, text: string): boolean {
  return FORMS[form].test(text);
}

/** Returns `GET /products/{sku}` as method, path and names of the path's parameters; the text is of that form. */
export function parseHttp(text: string): Http {
  const space = text.indexOf(' ');
  const path = text.slice(space + 1);
  return { method: text.slice(0, space), path, parameters: parametersOf(path) };
}

/** Returns the names in braces in a path, in order. */
export function parametersOf(path: string): readonly string[] {
  return segmentsOf(path)
    .filter(isParameter)
    .map((segment) => segment.slice(1, -1));
}

/** Returns the segments of a path without its query; `/` has none. */
export function segmentsOf(path: string): readonly string[] {
  const [plain = ''] = path.split('?');
  return plain.split('/').filter((segment) => segment !== '');
}

/** True for `{sku}`. */
export function isParameter(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('}');
}

/**
 * True if a template takes the path: a parameter takes any one segment, a trailing `**` all that follows or nothing. A
 * placeholder in the path stands for an unknown value: only a parameter takes it, never a fixed segment.
 */
export function takesPath(template: string, path: string): boolean {
  const wanted = segmentsOf(template);
  const given = segmentsOf(path);
  const isOpen = wanted.at(-1) === '**';
  const fixed = isOpen ? wanted.slice(0, -1) : wanted;
  if (isOpen ? given.length < fixed.length : given.length !== fixed.length) return false;
  return fixed.every((segment, at) => isParameter(segment) || segment === given[at]);
}

/** Returns the template with its parameters' names left out: templates with the same shape take the same paths. */
export function shapeOfPath(template: string): string {
  return `/${segmentsOf(template)
    .map((segment) => (isParameter(segment) ? '{}' : segment))
    .join('/')}`;
}
