import type { KindId } from '../../kinds/kind.ts';
import type { JourneyDesign, Sizing } from './design.ts';

/**
 * Bytes that a record takes in the storage of a mobile service, its indexes included; measured on SQLite and rounded up.
 * A change of an item is kept with the version before it.
 */
const BYTES = {
  event: 150,
  message: 350,
  registration: 1500,
  launch: 150,
  client: 300,
  change: 500,
  item: 400,
};
/** What nobody deletes is sized for so long. */
const DAYS = 30;
/** As the blueprint says of synchronised collections. */
export const tombstoneDays = 7;
/** Over a day nobody opens an app more often than once an hour. */
const JOURNEYS_OF_A_PHONE = 24;
/** Items of one phone. */
const ITEMS_OF_A_PHONE = 200;

const GI = 2 ** 30;

/** Returns the size of the storage of each kind of mobile service, as a blueprint writes it: what a month brings. */
export function storageSizes(
  sizing: Pick<Sizing, 'expected' | 'simulatedPerSecond' | 'population'>,
  journeys: readonly JourneyDesign[],
): Readonly<Record<KindId, string>> {
  const { population: phones } = sizing;
  const perSecond = Math.max(sizing.expected.journeysPerSecond, sizing.simulatedPerSecond);
  const perDay = Math.min(perSecond * 86_400, phones * JOURNEYS_OF_A_PHONE);
  const steps = (key: 'sync' | 'track') => perDay * stepsOfAVisit(journeys, key);
  const messages = perDay * messagesOfAVisit(journeys);
  const changes = steps('sync');
  return {
    metrics: size(steps('track') * DAYS * BYTES.event),
    push: size(messages * DAYS * BYTES.message + phones * BYTES.registration),
    security: size(phones * BYTES.launch),
    identity: size(phones * BYTES.client),
    sync: size(
      changes * tombstoneDays * BYTES.change +
        Math.min(changes * DAYS, phones * ITEMS_OF_A_PHONE) * BYTES.item,
    ),
  };
}

function stepsOfAVisit(journeys: readonly JourneyDesign[], key: 'sync' | 'track'): number {
  return journeys.reduce(
    (sum, { share, steps }) =>
      sum + share * steps.filter((step) => step.type === 'service' && step.key === key).length,
    0,
  );
}

function messagesOfAVisit(journeys: readonly JourneyDesign[]): number {
  return journeys.reduce((sum, { share, steps }) => {
    const parts = steps.flatMap((step) => (step.type === 'screen' ? step.screen.parts : []));
    return sum + share * parts.filter(({ from }) => from === 'push.send').length;
  }, 0);
}

/** Half as much again, to the next 1, 2 or 5. */
function size(bytes: number): string {
  const wanted = Math.max(1, (bytes * 1.5) / GI);
  const step = 10 ** Math.floor(Math.log10(wanted));
  const rounded = ([1, 2, 5, 10].find((factor) => factor * step >= wanted) ?? 10) * step;
  return rounded >= 1000 ? `${Math.ceil(rounded / 1000)}Ti` : `${rounded}Gi`;
}
