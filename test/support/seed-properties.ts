import fc from 'fast-check';

/**
 * Property tests try the same cases each time, so that what they say is about the change and not about luck. `PROPERTY_SEED` names
 * others, or with `random` new ones each time, for a search over night.
 */
const wanted = process.env['PROPERTY_SEED'] ?? '20261127';
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
