import { ELEMENT_NAME } from './forms.ts';
import { filledListOf, listOf, matching, type Properties, text, textOr } from './parts.ts';

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
  formerly: textOr(
    matching(ELEMENT_NAME, { description: 'A name that it had before.', examples: ['shop'] }),
    filledListOf(matching(ELEMENT_NAME, { description: 'A name that it had before.', examples: ['shop'] }), {
      description: 'Names that it had before.',
    }),
    {
      description:
        'What it was called before, one name or several: what was generated under that name moves, with your edits.',
      examples: ['shop', ['shop', 'store']],
    },
  ),
};
