import type { GroupId } from '../picture.ts';

/** The colours of one hue: text and icons, the ground of a frame, and its border. */
export interface Hue {
  readonly accent: string;
  readonly ground: string;
  readonly border: string;
}

/** All colours of the picture in one theme. */
export interface Palette {
  readonly canvas: string;
  readonly ink: string;
  readonly muted: string;
  readonly card: string;
  readonly cardBorder: string;
  readonly beam: string;
  readonly beamInk: string;
  readonly beamMuted: string;
  readonly line: string;
  readonly groups: Readonly<Record<GroupId, Hue>>;
  /** Of frames where colour says what was observed. */
  readonly plain: Hue;
  readonly states: Readonly<Record<'healthy' | 'degraded' | 'idle' | 'undeclared', string>>;
}

/** Dark on light. Text keeps a contrast of 4.5 to what it stands on, lines and icons 3 (WCAG 2.2, AA). */
export const lightPalette: Palette = {
  canvas: '#ffffff',
  ink: '#17202b',
  muted: '#51606f',
  card: '#ffffff',
  cardBorder: '#c3ccd6',
  beam: '#1d2b3a',
  beamInk: '#ffffff',
  beamMuted: '#bccad8',
  line: '#64748b',
  groups: {
    devices: { accent: '#24597a', ground: '#eef5f9', border: '#c5dcea' },
    gateway: { accent: '#2b3f55', ground: '#eef1f5', border: '#ccd5df' },
    frontends: { accent: '#1d5bb8', ground: '#eef4fd', border: '#c8daf5' },
    integrations: { accent: '#6539b8', ground: '#f4f0fc', border: '#d9cdf3' },
    mobileServices: { accent: '#0b6b62', ground: '#ebf7f5', border: '#badfda' },
    storage: { accent: '#865000', ground: '#fcf4e6', border: '#ecd5aa' },
    backends: { accent: '#435163', ground: '#f2f4f7', border: '#d2dae3' },
    providers: { accent: '#a02b5a', ground: '#fcf0f4', border: '#efcbd9' },
  },
  plain: { accent: '#51606f', ground: '#f5f7f9', border: '#dde3e9' },
  states: { healthy: '#16794f', degraded: '#a85808', idle: '#76828e', undeclared: '#c62b2b' },
};

/** Light on dark, with the same contrasts. */
export const darkPalette: Palette = {
  canvas: '#10151b',
  ink: '#e8edf2',
  muted: '#a5b3c1',
  card: '#1b232c',
  cardBorder: '#42505e',
  beam: '#2d4157',
  beamInk: '#ffffff',
  beamMuted: '#c5d2df',
  line: '#8798aa',
  groups: {
    devices: { accent: '#86c5ea', ground: '#13212a', border: '#26485d' },
    gateway: { accent: '#b9cbe0', ground: '#171f28', border: '#394959' },
    frontends: { accent: '#8ab8ff', ground: '#131e2e', border: '#274366' },
    integrations: { accent: '#c0a6ff', ground: '#1b192d', border: '#413667' },
    mobileServices: { accent: '#63d3c3', ground: '#102422', border: '#21534d' },
    storage: { accent: '#f0b95c', ground: '#251f12', border: '#58461f' },
    backends: { accent: '#b4c2d1', ground: '#191f26', border: '#394653' },
    providers: { accent: '#ff9dbd', ground: '#27171e', border: '#5e3143' },
  },
  plain: { accent: '#a5b3c1', ground: '#171e25', border: '#2c3743' },
  states: { healthy: '#45c493', degraded: '#f2a846', idle: '#7d8b99', undeclared: '#ff7a70' },
};
