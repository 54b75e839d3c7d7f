/** A zone as people say it: `Europe/Lisbon` is Lisbon, `America/Argentina/Buenos_Aires` is Buenos Aires. */
export const nameZone = (zone: string): string =>
  (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
