import { describe, expect, it } from 'vitest';
import { check, sampleWith } from '../model/sample.ts';

/** The findings about the shape, as `text at the place | message (hint)`. */
function shape(...edits: readonly (readonly [string, string])[]): readonly string[] {
  return check(sampleWith(...edits))
    .diagnostics.filter((one) => one.rule === 'shape')
    .map(({ span, message, hint }) => {
      const place = span.source.text.slice(span.start, span.end);
      return `${place} | ${message}${hint === undefined ? '' : ` (${hint})`}`;
    });
}

describe('validateShape', () => {
  it.each([
    [
      'an unknown key, at the key',
      ['offline:', 'ofline:'],
      'ofline | unknown key "ofline" in "devices.app" (did you mean "offline"?)',
    ],
    [
      'a misspelt required key once',
      ['reaches: erp', 'reach: erp'],
      'reach | unknown key "reach" in "integrations.erp-integration" (did you mean "reaches"?)',
    ],
    [
      'a missing key, at the key of its map',
      ['    reaches: erp\n', ''],
      'erp-integration | "integrations.erp-integration" has no "reaches" (add it, for example "reaches: crm")',
    ],
    [
      'a quantity without its unit',
      ['deadline: 1800ms', 'deadline: 1800'],
      '1800 | "frontends.shop.operations.getHome.deadline" is the number 1800, not a duration such as "300ms" or "2m" (add the unit)',
    ],
    [
      'a quantity of another kind',
      ['rate: 20/s', 'rate: 20ms'],
      '20ms | "gateway.api.plans.standard.rate" is "20ms", which is not a rate such as "20/s" or "600/m"',
    ],
    [
      'a key of another kind of mobile service',
      ['analytics: { kind: metrics,', 'analytics: { kind: metrics, collections: { a: {} },'],
      'collections | unknown key "collections" in "mobileServices.analytics" (known keys: "title", "description", "owner", "tags", "formerly", "kind", "storage", "retention")',
    ],
    [
      'an unknown kind, once',
      ['kind: metrics', 'kind: metric'],
      'metric | "mobileServices.analytics.kind" is "metric", which is not one of its values (did you mean "metrics"?)',
    ],
    [
      'a step with two actions',
      ['- track: bought', '- { track: bought, sync: orders }'],
      '{ track: bought, sync: orders } | "devices.app.journeys.buy.steps.2" needs exactly one of "request", "think", "subscribe", "sync", "track", "check"',
    ],
    [
      'a name that is none',
      ['  app:\n', '  App_1:\n'],
      'App_1 | key "App_1" in "devices" is not a name of lower-case letters, digits and hyphens that starts with a letter (up to 63)',
    ],
    [
      'a value of the wrong type',
      ['operations:\n      createOrder: {', 'operations:\n      - {'],
      'operations | "integrations.erp-integration.operations" is a list, not a map of keys',
    ],
    [
      'a text where a flag is wanted',
      ['optional: true, after: customer', 'optional: yes, after: customer'],
      'yes | "frontends.shop.operations.getHome.gathers.offers.optional" is the text "yes", not true or false (write true: in YAML 1.2, "yes" is a text)',
    ],
    [
      'a number that is too large',
      ['retries: 2', 'retries: 11'],
      '11 | "integrations.crm-integration.operations.getCustomer.resilience.retries" is 11, above the greatest value 10',
    ],
    [
      'an unknown version of the pattern',
      ['mobile-integration/v1', 'mobile-integration/v2'],
      'mobile-integration/v2 | "blueprint" is "mobile-integration/v2", which is not one of its values (did you mean "mobile-integration/v1"?)',
    ],
  ] as const)('reports %s', (_, edit, expected) => {
    expect(shape(edit)).toEqual([expected]);
  });
});
