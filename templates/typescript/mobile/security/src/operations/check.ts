import {
  type Answer,
  bodyFields,
  type CallContext,
  type Clock,
  type Input,
  ok,
  type Store,
  textField,
} from '@lintel/kit';
import { sql } from 'kysely';
import type { SecurityTables } from '../schema.ts';
import type { SecurityConfig } from '../settings.ts';
import { refusalOf } from '../version-policy.ts';

interface CheckWorld {
  readonly config: SecurityConfig;
  readonly store: Store<SecurityTables>;
  readonly clock: Clock;
}

/** POST /security/init: tells an application whether its version may run, and counts the launch. */
export async function check(
  input: Input,
  context: CallContext,
  { config, store, clock }: CheckWorld,
): Promise<Answer> {
  const fields = bodyFields(input);
  const launch = {
    app_id: textField(fields, 'appId', { max: 128, required: true }),
    device_id: textField(fields, 'deviceId', { max: 128, required: true }),
    version: textField(fields, 'version', { max: 64, required: true }),
    device_version: textField(fields, 'deviceVersion', { max: 64 }),
    device_type: textField(fields, 'deviceType', { max: 64 }),
    launches: 1,
    launched_at: clock.now(),
  };
  const counted = await store.use(context, 'count launch', (database) =>
    database
      .insertInto('launches')
      .values(launch)
      .onConflict((conflict) =>
        conflict.columns(['app_id', 'device_id']).doUpdateSet({
          version: launch.version,
          device_version: launch.device_version,
          device_type: launch.device_type,
          launches: sql`launches.launches + 1`,
          launched_at: launch.launched_at,
        }),
      )
      .returning('launches')
      .executeTakeFirstOrThrow(),
  );
  const refusal = refusalOf(launch.version, config);
  return ok({
    disabled: refusal !== null,
    disabledMessage: refusal ?? '',
    numOfAppLaunches: counted.launches,
    lastLaunchedAt: new Date(launch.launched_at).toISOString(),
  });
}
