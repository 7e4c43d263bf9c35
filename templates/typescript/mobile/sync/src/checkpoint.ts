import { badRequest } from '@lintel/kit';

/**
 * How far a device is: a position among the changes of one generation of the database. A database that was lost and made
 * anew has another generation, so that its positions are not taken for those of the former one.
 */
export interface Checkpoint {
  readonly generation: string;
  readonly seq: number;
}

/** The checkpoint of a device that has nothing yet. */
export const start = '0';

const pattern = /^([a-z0-9]{1,16})\.(\d{1,15})$/;

/** Returns the text that devices keep, which is to mean nothing to them. */
export function writeCheckpoint({ generation, seq }: Checkpoint): string {
  return `${generation}.${seq}`;
}

/** Reads {@link writeCheckpoint} back; null: from the start. Throws a 400 {@link Problem} where it is no checkpoint. */
export function readCheckpoint(text: unknown): Checkpoint | null {
  if (text === undefined || text === null || text === '' || text === start) return null;
  const match = typeof text === 'string' ? pattern.exec(text) : null;
  if (match?.[1] === undefined) throw badRequest('"since" must be a checkpoint that this service gave');
  return { generation: match[1], seq: Number(match[2]) };
}
