import { ELEMENT_NAME, OPERATION_NAME } from './forms.ts';
import { listOf, matching, type Properties, type Schema, text, textOr } from './parts.ts';

/** Returns the schema of the names that something had before it was renamed: one, or a list. */
function formerNames(
  pattern: string,
  about: { readonly description: string; readonly example: string },
): Schema {
  const name = matching(pattern, { description: 'A name that it had.', examples: [about.example] });
  return textOr(name, listOf(name, { description: 'Names that it had.', examples: [[about.example]] }), {
    description: about.description,
    default: [],
    examples: [about.example],
  });
}

/** What an operation was called before: `formerly` below it. */
export const FORMERLY_OPERATION = formerNames(OPERATION_NAME, {
  description: 'Name that it had before it was renamed, or a list of them.',
  example: 'getCard',
});

/** Keys that every element may have: words for people, in diagrams, generated files and messages. */
export const ELEMENT_KEYS: Properties = {
  title: text({
    description: 'Name for people. Without it, the key with spaces for hyphens.',
    examples: ['Shop application'],
  }),
  description: text({
    description: 'What it is for.',
    default: '',
    examples: ['Everything before the checkout'],
  }),
  owner: text({
    description: "Team that answers for it. Without it, the blueprint's owner.",
    examples: ['team-channels'],
  }),
  tags: listOf(text({ description: 'One tag.', examples: ['pci'] }), {
    description: 'Words to group elements by; generated manifests carry them.',
    default: [],
    examples: [['pci', 'critical']],
  }),
  formerly: formerNames(ELEMENT_NAME, {
    description:
      'Name that it had before it was renamed, or a list of them: its files are known again by it.',
    example: 'old-name',
  }),
};
