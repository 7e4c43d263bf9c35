import { KINDS } from '../kinds/index.ts';
import type { Element, Model, Tier } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { named } from './shared/wording.ts';

/** The word that the names of a tier's elements may end with, and those of no other. Gateways there are of many sorts. */
const TIER_WORDS: Readonly<Record<string, Tier>> = {
  frontend: 'frontends',
  integration: 'integrations',
  backend: 'backends',
};

const KIND_WORDS: ReadonlySet<string> = new Set(KINDS.map((kind) => kind.id));

/** Elements whose names say that they are something else. */
export const misleadingName: Rule = {
  id: 'misleading-name',
  group: 'naming',
  severity: 'info',
  summary: 'The name of an element ends like those of another tier, or with another kind of mobile service.',
  why: 'Names are all that a log, a dashboard or a host name shows of an element.',
  example: {
    bad: `
mobileServices:
  audit-integration: { kind: metrics }
`,
    good: `
mobileServices:
  audit: { kind: metrics }
`,
  },
  check: (model, report) => {
    for (const element of model.elements) {
      const word = element.name.split('-').at(-1) ?? '';
      const meant = meaningOf(model, element, word);
      if (meant === null) continue;
      report({
        message: `${named(model, element)} has the name of ${meant}`,
        span: element.span,
        path: element.path,
        hint: `choose a name that does not end with "${word}"`,
      });
    }
  },
};

function meaningOf(model: Model, element: Element, word: string): string | null {
  // Its name was derived from its service's, in code.
  if (element.tier === 'providers') return null;
  const tier = Object.hasOwn(TIER_WORDS, word) ? TIER_WORDS[word] : undefined;
  if (tier !== undefined && tier !== element.tier) {
    const noun = model.pattern.tiers.find((one) => one.key === tier)?.noun ?? tier;
    return `${/^[aeioA]/.test(noun) ? 'an' : 'a'} ${noun}`;
  }
  if (element.tier !== 'mobileServices' || !KIND_WORDS.has(word) || word === element.kind.id) return null;
  return `a mobile service of the kind ${word}`;
}
