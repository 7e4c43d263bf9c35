import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SUBJECTS = [
  'order',
  'price',
  'stock',
  'basket',
  'loyalty',
  'coupon',
  'parcel',
  'refund',
  'store',
  'review',
];
const FACETS = ['overview', 'search', 'history', 'details', 'summary'];

/**
 * Returns a blueprint of about so many services, the same for the same number: one application and gateway, then 45 %
 * frontends that gather from one to three integrations, 40 % integrations, 10 % backends, and five mobile services.
 */
export function largeBlueprint(services: number): string {
  const frontends = names('', Math.round(services * 0.45));
  const integrations = names('-integration', Math.round(services * 0.4));
  const backends = Array.from(
    { length: Math.max(1, Math.round(services * 0.1)) },
    (_, index) => `system-${index + 1}`,
  );
  return `blueprint: mobile-integration/v1
name: large-${services}
title: A large landscape
owner: team-landscape
devices:
  customer-app:
    journeys:
      open: { steps: [GET /${frontends[0]}, track: opened] }
gateway:
  mobile-api:
    authenticates: identity
    routes:
${frontends.map((name) => `      /${name}/**: { to: ${name} }`).join('\n')}
      /auth/**: { to: identity }
      /push/**: { to: push }
      /sync/**: { to: sync }
      /metrics: { to: analytics }
      /security/**: { to: app-check }
frontends:
${frontends.map((name, index) => frontend(name, gathered(index, integrations))).join('\n')}
integrations:
${integrations.map((name, index) => integration(name, backends[index % backends.length] ?? '')).join('\n')}
mobileServices:
  identity: { kind: identity }
  push: { kind: push }
  sync: { kind: sync, collections: { favourites: {} } }
  analytics: { kind: metrics }
  app-check: { kind: security }
backends:
${backends.map((name) => `  ${name}: { contract: contracts/system.openapi.yaml }`).join('\n')}
`;
}

/** Writes a large blueprint with its contract into a folder and returns the blueprint's path. */
export function writeLargeBlueprint(folder: string, services: number): string {
  mkdirSync(join(folder, 'contracts'), { recursive: true });
  writeFileSync(join(folder, 'contracts/system.openapi.yaml'), CONTRACT);
  const path = join(folder, 'blueprint.yaml');
  writeFileSync(path, largeBlueprint(services));
  return path;
}

function names(suffix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const subject = SUBJECTS[index % SUBJECTS.length] ?? '';
    const facet = FACETS[Math.floor(index / SUBJECTS.length) % FACETS.length] ?? '';
    const again = Math.floor(index / (SUBJECTS.length * FACETS.length));
    return `${subject}-${facet}${again === 0 ? '' : `-${again + 1}`}${suffix}`;
  });
}

/** Its own integration, every second frontend one more, every third another. */
function gathered(index: number, integrations: readonly string[]): readonly string[] {
  const picks = [index, ...(index % 2 === 0 ? [index + 1] : []), ...(index % 3 === 0 ? [index * 7 + 3] : [])];
  return [...new Set(picks.map((pick) => integrations[pick % integrations.length] ?? ''))];
}

function frontend(name: string, from: readonly string[]): string {
  const gathers = from.map(
    (one, index) => `part${index}: { from: ${one}.get${index === 0 ? '' : ', optional: true'} }`,
  );
  return `  ${name}:
    operations:
      get: { http: GET /${name}, gathers: { ${gathers.join(', ')} } }`;
}

function integration(name: string, reaches: string): string {
  return `  ${name}:
    reaches: ${reaches}
    operations:
      get: { http: GET /${name}, calls: ${reaches}.read }`;
}

const CONTRACT = `openapi: 3.1.0
info: { title: System, version: 1.0.0 }
paths:
  /things:
    get:
      operationId: read
      responses:
        "200":
          description: Things
          content:
            application/json:
              schema: { type: object }
              example: { things: [] }
`;
