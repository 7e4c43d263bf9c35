import {
  dereferenced,
  isRecord,
  listOf,
  own,
  type PlainRecord,
  recordOf,
  textOf,
} from '../contracts/plain-data.ts';

/** Returns the media types that an operation of a document takes, in its order; none where it takes no body. */
export function requestMedia(
  document: PlainRecord,
  { method, path }: { readonly method: string; readonly path: string },
): readonly string[] {
  const item = dereferenced(document, own(recordOf(own(document, 'paths')), path));
  const operation = own(item, method.toLowerCase());
  if (!isRecord(operation)) return [];
  if (own(document, 'swagger') === undefined)
    return Object.keys(recordOf(own(dereferenced(document, own(operation, 'requestBody')), 'content')));
  const parameters = [...listOf(own(item, 'parameters')), ...listOf(own(operation, 'parameters'))].map(
    (parameter) => textOf(own(dereferenced(document, parameter), 'in')),
  );
  if (!parameters.some((place) => place === 'body' || place === 'formData')) return [];
  const types = listOf(own(operation, 'consumes') ?? own(document, 'consumes')).map(textOf);
  const isForm = parameters.includes('formData');
  return types.length > 0 ? types : [isForm ? 'application/x-www-form-urlencoded' : 'application/json'];
}
