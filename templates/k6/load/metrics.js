import { Counter, Rate, Trend } from 'k6/metrics';

/**
 * What phones saw, with the tags `step`, `journey`, `app` and `network`. A duration counts from the instant at which the step
 * should have begun, with the network of the phone and with signing in.
 */
export const steps = {
  duration: new Trend('step_duration', true),
  ok: new Rate('step_ok'),
  count: new Counter('step_count'),
  /** Answers in which an optional part was missing. */
  partial: new Rate('step_partial'),
};

/** The sum of its steps: thinking and being offline do not count. */
export const journeys = {
  duration: new Trend('journey_duration', true),
  ok: new Rate('journey_ok'),
  count: new Counter('journey_count'),
};

/** How late arrivals began: what tells whether the load was the declared one. */
export const arrivalLag = new Trend('arrival_lag', true);
