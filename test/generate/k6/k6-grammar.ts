/**
 * What k6 accepts: the options of its arrival-rate executors (lib/executor), the names of sub-metrics (metrics/metric.go) and
 * the expressions of thresholds (the grammar in metrics/thresholds_parser.go).
 */
type Type = 'Trend' | 'Rate' | 'Counter' | 'none';

/** Which aggregation a type of metric has. */
export const methodsOf: Readonly<Record<Type, readonly string[]>> = {
  Trend: ['avg', 'min', 'max', 'med', 'p'],
  Rate: ['rate'],
  Counter: ['count', 'rate'],
  none: [],
};

/** Metrics of k6 itself that the script names. */
export const builtIn: Readonly<Record<string, Type>> = {
  http_req_duration: 'Trend',
  dropped_iterations: 'Counter',
};

/** Returns the aggregation method of a threshold, `p` for a percentile. Throws where k6 would refuse the expression. */
export function readMethod(expression: string): string {
  const [, method = '', percentile] =
    /^(?:(avg|min|max|med|count|rate|value)|p\((\d+(?:\.\d+)?)\)) *(?:<=|<|>=|>|===|==|!=) *\d+(?:\.\d+)?$/.exec(
      expression,
    ) ?? [];
  if (method === '' && percentile === undefined) throw new Error(`k6 cannot read ${expression}`);
  if (percentile !== undefined && Number(percentile) > 100) throw new Error(`no percentile: ${expression}`);
  return percentile === undefined ? method : 'p';
}

/** Returns the metric and the tags of `metric{tag:value}`. Throws where k6 would refuse it, or trim the value. */
export function readMetricName(metric: string): {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
} {
  const [, name = '', inner] = /^([a-z_]+)(?:\{([^{}]+)\})?$/.exec(metric) ?? [];
  if (name === '') throw new Error(`k6 cannot read ${metric}`);
  const pairs = inner === undefined ? [] : inner.split(',');
  const tags = pairs.map((pair): [string, string] => {
    const colon = pair.indexOf(':');
    const value = pair.slice(colon + 1);
    if (colon < 1 || value === '' || value.replace(/^[\s"']+|[\s"']+$/g, '') !== value) {
      throw new Error(`k6 cannot read ${metric}`);
    }
    return [pair.slice(0, colon), value];
  });
  return { name, tags: Object.fromEntries(tags) };
}

const shared = ['executor', 'exec', 'timeUnit', 'preAllocatedVUs', 'maxVUs', 'gracefulStop'];
const keysOf: Readonly<Record<string, readonly string[]>> = {
  'constant-arrival-rate': [...shared, 'rate', 'duration'],
  'ramping-arrival-rate': [...shared, 'startRate', 'stages'],
};

/** Returns what k6 would refuse of a scenario; nothing where it is right. */
export function problemsOf(scenario: object | undefined): readonly string[] {
  const fields = new Map<string, unknown>(Object.entries(scenario ?? {}));
  const problems: string[] = [];
  const check = (key: string, isRight: (value: unknown) => boolean) => {
    if (!isRight(fields.get(key))) problems.push(`${key}: ${JSON.stringify(fields.get(key))}`);
  };
  const executor = String(fields.get('executor'));
  const keys = keysOf[executor] ?? [];
  for (const key of fields.keys()) if (!keys.includes(key)) problems.push(`unknown: ${key}`);
  check('exec', (value) => value === 'phone');
  check('timeUnit', isDuration);
  check('gracefulStop', isDuration);
  check('preAllocatedVUs', isCount);
  check('maxVUs', (value) => isCount(value) && Number(value) >= Number(fields.get('preAllocatedVUs')));
  if (executor === 'constant-arrival-rate') {
    check('rate', (value) => isCount(value) && Number(value) > 0);
    // k6 takes nothing shorter than a second.
    check('duration', (value) => isDuration(value) && Number.parseInt(String(value), 10) >= 1000);
  } else {
    check('startRate', isCount);
    check('stages', (value) => Array.isArray(value) && value.length > 0 && value.every(isStage));
  }
  return problems;
}

function isStage(stage: Readonly<Record<string, unknown>>): boolean {
  return (
    Object.keys(stage).join() === 'duration,target' &&
    isDuration(stage['duration']) &&
    isCount(stage['target'])
  );
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

/** As Go writes durations, in the two units that the script uses. */
function isDuration(value: unknown): boolean {
  return typeof value === 'string' && /^\d+(?:ms|s)$/.test(value);
}
