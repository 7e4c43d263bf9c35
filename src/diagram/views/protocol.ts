import type { Edge, Element } from '../../model/model.ts';

/** Returns what is spoken on an edge, in a word: `HTTPS`, `HTTP`, `REST`, `SOAP`, `FCM`, `APNs`, `JWKS`, `SQL`. */
export function protocolOf(edge: Edge, to: Element | undefined): string {
  if (edge.kind === 'storage') return 'SQL';
  if (edge.kind === 'keys') return 'JWKS';
  switch (to?.tier) {
    case 'gateway':
      return 'HTTPS';
    case 'backends':
      return to.protocol === 'soap' ? 'SOAP' : 'REST';
    case 'providers':
      return to.provider === 'fcm' ? 'FCM' : 'APNs';
    default:
      return 'HTTP';
  }
}
