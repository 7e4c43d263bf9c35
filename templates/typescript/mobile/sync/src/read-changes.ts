import { badRequest, type Fields, fieldsOf, isFields, textField } from '@lintel/kit';

/** A change that a device made to an item. */
export interface Change {
  /** Names the change, so that it is applied once however often it is sent; null: it has no name. */
  readonly change: string | null;
  /** Id of the item. */
  readonly id: string;
  /** Version of the item that the device made the change on; 0: it made the item. */
  readonly base: number;
  /** The fields that it set, those it removed as null, and perhaps others as they were; null: it deleted the item. */
  readonly fields: Fields | null;
}

const maxChanges = 500;
const maxText = 128;

/** Returns the changes in a request's body, in their order. Throws a 400 {@link Problem} where they are none. */
export function readChanges(body: Fields): readonly Change[] {
  const changes = body['changes'];
  if (!Array.isArray(changes)) throw badRequest('"changes" must be a list');
  if (changes.length > maxChanges) throw badRequest(`"changes" must have at most ${maxChanges} entries`);
  const read = changes.map(readChange);
  const names = read.flatMap(({ change }) => (change === null ? [] : [change]));
  if (new Set(names).size < names.length) throw badRequest('each "change" must be named once only');
  return read;
}

function readChange(change: unknown): Change {
  if (!isFields(change)) throw badRequest('"changes" must hold objects');
  const { base = 0, deleted = false } = change;
  if (typeof base !== 'number' || !Number.isSafeInteger(base) || base < 0)
    throw badRequest('"base" must be the version that the change was made on, or 0');
  if (typeof deleted !== 'boolean') throw badRequest('"deleted" must be true or false');
  const fields = fieldsOf(change, 'fields');
  if (deleted === (fields !== null)) throw badRequest('a change needs either "fields" or "deleted": true');
  return {
    change: textField(change, 'change', { max: maxText }),
    id: textField(change, 'id', { max: maxText, required: true }),
    base,
    fields,
  };
}
