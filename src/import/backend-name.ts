import type { Contract } from '../contracts/contract.ts';
import { kebab } from '../generate/names.ts';

/** Words that say what the file is, not what the system is. */
const FILE_WORDS = /(?:^|-)(?:openapi|swagger-?2?|swagger|api|apis|spec|rest|service|v-?\d+)(?=-|$)/g;
/** An element that ends with one of these would seem to be of another tier. */
const TIER_WORDS = /-(?:frontend|integration|backend)$/;
const LONGEST = 30;

/**
 * Returns a name for the backend system of a contract: its title in short, or the name of its file where the title is too
 * long for a host name or says nothing. A DNS label of up to 30 characters; not necessarily free.
 */
export function backendName({ title }: Pick<Contract, 'title'>, file: string): string {
  const base = (file.split('/').at(-1) ?? '').replace(/\.(?:json|ya?ml)$/i, '');
  const [fromTitle, fromFile] = [plainName(title), plainName(base)];
  const isShort = fromTitle.length <= LONGEST && fromTitle.split('-').length <= 4;
  const chosen = fromTitle !== '' && isShort ? fromTitle : fromFile !== '' ? fromFile : fromTitle;
  const cut = chosen.slice(0, LONGEST).replace(/-[^-]*$/, (end) => (chosen.length > LONGEST ? '' : end));
  return cut === '' ? 'backend-system' : cut;
}

function plainName(text: string): string {
  const words = kebab(text)
    .normalize('NFD')
    .replace(/[^a-z0-9-]/g, '');
  return words
    .replace(FILE_WORDS, '')
    .replace(TIER_WORDS, '')
    .replace(/-{2,}/g, '-')
    .replace(/^[-0-9]+|-+$/g, '');
}
