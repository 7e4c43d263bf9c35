import { type BlockField, blockFields } from './block-fields.ts';
import type { Template } from './template.ts';

/** Name of the helper that tells what a block asks for. */
export const FIELD_HELPER = 'field-of-block';

/** A field that a block asked for and that was not there, whatever the block was rendered with. */
export interface MissingField {
  readonly template: Template;
  readonly field: BlockField;
  /** Fields of what it would be a field of, where it was asked for first. */
  readonly others: readonly string[];
  /** Whether the view as a whole has a field of that name. */
  readonly isOfWhole: boolean;
  /** The round in which it was asked for first. */
  readonly round: string;
}

/**
 * Watches the blocks of templates while they are rendered. Handlebars takes a field that is not there for false in a block, and so a
 * misspelt one always is; that no view of a pack has it is only known when all are rendered.
 */
export class FieldWatch {
  #round = '';
  readonly #asked: { readonly template: Template; readonly field: BlockField }[] = [];
  readonly #there = new Set<number>();
  readonly #missing = new Map<number, MissingField>();
  readonly #texts = new Map<string, string>();

  /** Says what is rendered from now on. */
  begin(round: string): void {
    this.#round = round;
  }

  /** Returns a template whose blocks tell what they ask for; it writes the same. */
  watched(template: Template): string {
    const key = `${template.shown}\0${template.text}`;
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    let text = '';
    let from = 0;
    for (const field of blockFields(template.text)) {
      const { written, holder, start, end } = field;
      const index = this.#asked.push({ template, field }) - 1;
      text += `${template.text.slice(from, start)}(${FIELD_HELPER} ${written} ${index} ${holder})`;
      from = end;
    }
    text += template.text.slice(from);
    this.#texts.set(key, text);
    return text;
  }

  /** Takes what a block was given: the value of the field with that index, what it is a field of, and the view as a whole. */
  saw(value: unknown, index: number, { holder, whole }: { holder: unknown; whole: unknown }): void {
    const asked = this.#asked[index];
    if (asked === undefined || this.#there.has(index)) return;
    const { name } = asked.field;
    if (value !== undefined || Object.hasOwn(Object(holder), name)) this.#there.add(index);
    else if (!this.#missing.has(index)) {
      const others = typeof holder === 'object' && holder !== null ? Object.keys(holder) : [];
      const isOfWhole = Object.hasOwn(Object(whole), name);
      this.#missing.set(index, { ...asked, others, isOfWhole, round: this.#round });
    }
  }

  /** Returns the fields that were asked for and never there, in the order in which the templates were rendered. */
  missing(): readonly MissingField[] {
    return [...this.#missing].filter(([index]) => !this.#there.has(index)).map(([, field]) => field);
  }
}
