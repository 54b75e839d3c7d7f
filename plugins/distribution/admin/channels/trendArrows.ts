import type { Health } from '../../plan/health/facts.ts'

/** Where the health of a channel is heading, as a sign. */
export const trendArrows: Record<Health['trend']['direction'], string> = {
  rising: '↗',
  steady: '→',
  falling: '↘',
  unknown: '',
}
