import type { LoadAnswer } from './answers.ts';

/** What a load comes to, in journeys that start a second, with the way there in words. */
export interface ExpectedLoad {
  readonly journeysPerSecond: number;
  /** `50,000 users a day x 3 journeys = …`, without a full stop. */
  readonly arithmetic: string;
  /** The same in figures, for a line that has not much room. */
  readonly sum: string;
}

/** Assumptions of the arithmetic; whoever knows better figures gives journeys a second. */
const JOURNEYS_PER_USER = 3;
const BUSIEST_HOUR_PARTS = 10;

/** Returns the load in the busiest hour. */
export function expectedLoad(load: LoadAnswer): ExpectedLoad {
  if (load.per === 'second') {
    const perHour = load.journeys * 3600;
    return {
      journeysPerSecond: load.journeys,
      arithmetic: `${figure(load.journeys)} journeys a second x 3,600 s = ${figure(perHour)} journeys in the busiest hour`,
      sum: `${figure(load.journeys)}/s x 3,600 s = ${figure(perHour)} an hour`,
    };
  }
  const perDay = load.users * JOURNEYS_PER_USER;
  const perHour = perDay / BUSIEST_HOUR_PARTS;
  const journeysPerSecond = Math.max(0.01, roundedUp(perHour / 3600));
  return {
    journeysPerSecond,
    arithmetic:
      `${figure(load.users)} users a day x ${JOURNEYS_PER_USER} journeys = ${figure(perDay)} journeys, ` +
      `a tenth of them in the busiest hour: ${figure(perHour)} / 3,600 s = ${figure(journeysPerSecond)} journeys a second`,
    sum: `${figure(load.users)} users x ${JOURNEYS_PER_USER} journeys / ${BUSIEST_HOUR_PARTS} / 3,600 s = ${figure(journeysPerSecond)}/s`,
  };
}

/** To two digits that count, upwards: 4.17 is 4.2, 417 is 420. */
function roundedUp(value: number): number {
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(value / step - 1e-9) * step).toPrecision(12));
}

/** Returns a number for people: `50,000`, `4.2`. */
export function figure(value: number): string {
  const [whole = '', decimals] = String(Number(value.toFixed(2))).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
