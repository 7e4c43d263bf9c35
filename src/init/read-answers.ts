import { parseRate } from '../blueprint/quantities.ts';
import { ELEMENT_NAME } from '../blueprint/schema/forms.ts';
import { suggest } from '../diagnostics/suggest.ts';
import { KINDS } from '../kinds/index.ts';
import type { KindId } from '../kinds/kind.ts';
import type { BackendAnswer, LoadAnswer } from './answers.ts';
import type { AppKind } from './app-kinds/app-kind.ts';
import { APP_KINDS, findAppKind } from './app-kinds/index.ts';

/** An answer that was read from a text, or one sentence on why there is none. */
export type Reading<T> = { readonly value: T } | { readonly problem: string };

/** Names are made longer by `-integration`, and a host name has 63 characters at most. */
const LONGEST_BACKEND_NAME = 40;
const MOST_BACKENDS = 12;
/** Beyond these a rate or a number of people is a slip of the keyboard. */
const MOST_JOURNEYS_PER_SECOND = 100_000;
const MOST_USERS = 1_000_000_000;

/** Reads a kind of application by its id. */
export function readAppKind(text: string): Reading<AppKind> {
  const kind = findAppKind(text.trim());
  if (kind !== null) return { value: kind };
  const hint = suggest(
    text,
    APP_KINDS.map(({ id }) => id),
    'there are',
  );
  return { problem: `"${text}" is no kind of application: ${hint}` };
}

/** Reads the name of a blueprint. */
export function readName(text: string): Reading<string> {
  const name = text.trim();
  if (new RegExp(ELEMENT_NAME).test(name)) return { value: name };
  return {
    problem: `"${name}" is no name: lower-case letters, digits and hyphens, starting with a letter, up to 63`,
  };
}

/** Reads a text for people, on one line. */
export function readLabel(text: string): Reading<string> {
  const label = text.replace(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  if (label === '') return { problem: 'it is empty' };
  return label.length > 120 ? { problem: 'it has more than 120 characters' } : { value: label };
}

/** Reads backend systems, each as `name:rest` or `name:soap`, apart by commas or spaces; none is possible. */
export function readBackends(text: string): Reading<readonly BackendAnswer[]> {
  const backends: BackendAnswer[] = [];
  for (const word of text.split(/[\s,]+/).filter((one) => one !== '')) {
    const backend = readBackend(word);
    if ('problem' in backend) return backend;
    if (backends.some(({ name }) => name === backend.value.name))
      return { problem: `the backend system "${backend.value.name}" is named twice` };
    backends.push(backend.value);
  }
  if (backends.length > MOST_BACKENDS)
    return {
      problem: `${backends.length} backend systems are too many to begin with; up to ${MOST_BACKENDS}`,
    };
  return { value: backends };
}

function readBackend(word: string): Reading<BackendAnswer> {
  const [name = '', protocol = '', ...rest] = word.split(':');
  if ((protocol !== 'rest' && protocol !== 'soap') || rest.length > 0)
    return { problem: `"${word}" is no backend system with its protocol: write it as crm:rest or erp:soap` };
  if (name.length > LONGEST_BACKEND_NAME)
    return { problem: `the name "${name}" has more than ${LONGEST_BACKEND_NAME} characters` };
  // Folders are named after elements.
  if (/^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(name))
    return { problem: `"${name}" is the name of a device on Windows, where no folder can have it` };
  const read = readName(name);
  return 'problem' in read ? read : { value: { name, protocol } };
}

/** Reads mobile services by their kinds, apart by commas or spaces; `none` is none. In the order of the catalogue. */
export function readServices(text: string): Reading<readonly KindId[]> {
  const words = text.split(/[\s,]+/).filter((one) => one !== '' && one !== 'none');
  const ids = KINDS.map(({ id }) => id);
  const unknown = words.find((word) => !ids.some((id) => id === word));
  if (unknown !== undefined)
    return { problem: `"${unknown}" is no mobile service: ${suggest(unknown, ids, 'there are')}` };
  return { value: ids.filter((id) => words.includes(id)) };
}

/** Reads a load: `20/s` (also `/m`, `/h`) is journeys, `50000/day` is users. */
export function readLoad(text: string): Reading<LoadAnswer> {
  const plain = text.replace(/[\s_]+/g, '');
  const users = /^(\d{1,12})(?:users)?\/(?:day|d)$/.exec(plain)?.[1];
  if (users !== undefined) {
    if (Number(users) < 1 || Number(users) > MOST_USERS)
      return { problem: `"${text}" is not between 1 and ${MOST_USERS} users a day` };
    return { value: { per: 'day', users: Number(users) } };
  }
  const journeys = parseRate(plain);
  if (journeys === null)
    return { problem: `"${text}" is no load: journeys as in 20/s, or users as in 50000/day` };
  if (journeys <= 0 || journeys > MOST_JOURNEYS_PER_SECOND)
    return { problem: `"${text}" is not above 0 and up to ${MOST_JOURNEYS_PER_SECOND} journeys a second` };
  return { value: { per: 'second', journeys } };
}
