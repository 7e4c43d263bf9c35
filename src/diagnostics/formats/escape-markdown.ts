import { escapeControl } from '../escape-control.ts';

const MARKUP = /[&<>`\\*_[\]{|~$]/g;

/** What a reader of Markdown links, mentions or closes without any markup: `@name`, `#12`, `https://`, `www.`. */
const LINKED = /@|#(?=\w)|(?<=\w):(?=\/\/)|\bwww(?=\.)|\bGH(?=-\d)/gi;

/** Returns a text so that Markdown shows it as it is, on one line: nothing in it is markup, a link or a mention. */
export function escapeMarkdown(text: string): string {
  // The separator goes in before the entities do, so that it does not look into them.
  return escapeControl(text)
    .replace(/\t/g, ' ')
    .replace(LINKED, (found) => `${found}\u200b`)
    .replace(MARKUP, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll('\u200b', '&#8203;');
}

/** Returns a text as code, on one line. */
export function markdownCode(text: string): string {
  const escaped = escapeControl(text)
    .replace(/\t/g, ' ')
    .replace(MARKUP, (character) => `&#${character.charCodeAt(0)};`);
  return `<code>${escaped}</code>`;
}
