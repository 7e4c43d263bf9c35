import { fixOf } from '../diagnostics/edits.ts';
import type { Rule } from './rule.ts';
import { durationText } from './shared/wording.ts';

const LONGEST_MS = 3_600_000;
/** As Keycloak has it from the start. */
const USUAL = '300s';

/** Access tokens that outlive their reason. */
export const longTokenLifetime: Rule = {
  id: 'long-token-lifetime',
  group: 'security',
  severity: 'warning',
  summary: 'An access token is valid for more than an hour.',
  why: 'Gateways verify tokens by their signature and ask nobody whether they were revoked: a stolen one is good until it expires. Phones fetch new ones by themselves; Keycloak issues access tokens for 300 s.',
  example: {
    bad: `
mobileServices:
  identity: { token-lifetime: 24h }
`,
    good: `
mobileServices:
  identity: { token-lifetime: 1h }
`,
  },
  check: (model, report) => {
    for (const service of model.mobileServices) {
      const { settings } = service;
      if (settings.kind !== 'identity' || settings.tokenMs <= LONGEST_MS) continue;
      const span = service.written.get('token-lifetime') ?? service.span;
      report({
        message: `access tokens of mobile service "${service.name}" are valid for ${durationText(settings.tokenMs)}`,
        span,
        path: `${service.path}.token-lifetime`,
        hint: `take ${durationText(LONGEST_MS)} at most; ${USUAL} is usual, and phones fetch new ones by themselves`,
        ...fixOf({
          title: `let tokens expire after ${USUAL}`,
          safety: 'suggestion',
          edits: [{ span, text: USUAL }],
        }),
      });
    }
  },
};
