import type { MobileService, Model } from '../../model/model.ts';
import { tokenNames } from './gateway.ts';
import { type PackageView, packageView } from './package.ts';
import { pushAccounts } from './push-accounts.ts';
import { callView } from './workload.ts';

/** A mobile service of one kind. */
export interface MobileServiceView extends PackageView {
  /** Settings of its kind that are fixed by the architecture, as the kind's own `settings.ts` names them. */
  readonly settings: readonly { readonly name: string; readonly value: unknown }[];
  /** Settings that are read from the environment. */
  readonly texts: readonly TextSettingView[];
  readonly hasTexts: boolean;
  /** Providers of a push service. */
  readonly providers: readonly TextSettingView[];
  readonly isPush: boolean;
  /** How a push service reads what proves to its providers who it is. */
  readonly credentials: readonly { readonly name: string; readonly reader: string }[];
}

/** A setting with the variable that it is read from, and its value where that is not set. */
export interface TextSettingView {
  readonly name: string;
  readonly variable: string;
  readonly fallback: string;
}

/** Returns the view of a mobile service. */
export function mobileServiceView(model: Model, service: MobileService): MobileServiceView {
  const texts = textsOf(model, service);
  return {
    ...packageView(model, service),
    settings: settingsOf(model, service),
    texts,
    hasTexts: texts.length > 0,
    providers: providersOf(service),
    isPush: service.settings.kind === 'push',
    credentials:
      service.settings.kind === 'push' ? pushAccounts(model).map(({ credentials }) => credentials) : [],
  };
}

function settingsOf(model: Model, { settings }: MobileService): MobileServiceView['settings'] {
  switch (settings.kind) {
    case 'sync':
      return [
        {
          name: 'collections',
          value: settings.collections.map(({ name, conflict }) => ({ name, conflict })),
        },
        { name: 'tombstonesMs', value: settings.tombstonesMs },
      ];
    case 'push':
    case 'metrics':
      return [{ name: 'retentionMs', value: settings.retentionMs }];
    case 'security':
      return [
        { name: 'minimumVersion', value: settings.minimumVersion },
        { name: 'disabledVersions', value: settings.disabledVersions },
      ];
    case 'identity':
      return [
        { name: 'tokenMs', value: settings.tokenMs },
        { name: 'plans', value: plansOf(model) },
      ];
  }
}

function textsOf(model: Model, service: MobileService): readonly TextSettingView[] {
  const { kind } = service.settings;
  if (kind === 'identity') {
    const { issuer, audience } = tokenNames(model, service);
    return [
      { name: 'issuer', variable: 'TOKEN_ISSUER', fallback: issuer },
      { name: 'audience', variable: 'TOKEN_AUDIENCE', fallback: audience },
    ];
  }
  if (kind !== 'push') return [];
  return pushAccounts(model).map(({ name, variable, fallback }) => ({ name, variable, fallback }));
}

function providersOf({ settings }: MobileService): readonly TextSettingView[] {
  if (settings.kind !== 'push') return [];
  return settings.providers.map(({ name, provider }) => {
    const { variable, url } = callView(name);
    return { name: provider, variable, fallback: url };
  });
}

/** The plan of each application; where the gateway has no plans, none is limited. */
function plansOf(model: Model): Readonly<Record<string, string>> {
  return Object.fromEntries(model.devices.map(({ name, plan }) => [name, plan?.name ?? 'unlimited']));
}
