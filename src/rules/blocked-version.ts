import { refusalOf } from '../../templates/typescript/mobile/security/src/version-policy.ts';
import type { DeviceApp, MobileService } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { namesOf } from './shared/wording.ts';

/** Phones that are told to stop, always. */
export const blockedVersion: Rule = {
  id: 'blocked-version',
  group: 'journeys',
  severity: 'warning',
  summary: 'Phones have a version of the application that the security service stops.',
  why: 'Their journeys end at the check of the version, every time: what comes after it gets less load than the scenario says.',
  example: {
    bad: `
mobileServices:
  app-check: { minimum-version: 3.0.0 }
`,
    good: `
mobileServices:
  app-check: { minimum-version: 2.9.0 }
`,
  },
  check: (model, report) => {
    for (const app of model.devices) {
      for (const service of checkedBy(app)) {
        const blocked = blockedVersions(app, service);
        if (blocked.length === 0) continue;
        const share = blocked.reduce((sum, version) => sum + version.share, 0);
        const versions = namesOf(
          'version',
          blocked.map(({ version }) => version),
        );
        report({
          message: `${percent(share)} of the phones of mobile application "${app.name}" have ${versions}, which "${service.name}" stops`,
          span: app.written.get('versions') ?? app.span,
          path: `${app.path}.versions`,
          hint: `change "versions", or the "minimum-version" or "disabled-versions" of "${service.name}"`,
        });
      }
    }
  },
};

/** The security services that journeys of an application ask. */
function checkedBy(app: DeviceApp): ReadonlySet<MobileService> {
  const steps = app.journeys.flatMap((journey) => journey.steps);
  return new Set(
    steps.flatMap((step) => (step.type === 'service' && step.action === 'check' ? [step.service] : [])),
  );
}

function blockedVersions({ versions }: DeviceApp, { settings }: MobileService): DeviceApp['versions'] {
  if (settings.kind !== 'security') return [];
  return versions.filter(({ version, share }) => share > 0 && refusalOf(version, settings) !== null);
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`;
}
