/** The most characters that each text of a card may have, by template; of a list, also how many there may be. */
export const cardLimits = {
  listing: { headline: 120, price: 40, facts: { count: 4, each: 28 }, location: 80 },
  quote: { text: 400, author: 60, role: 80 },
  announcement: { headline: 120, eyebrow: 40, text: 300, when: 60, where: 80, action: 40 },
  event: { headline: 120, time: 60, where: 80, text: 200, entry: 40, action: 40 },
  product: { name: 80, price: 30, was: 30, badge: 24, points: { count: 3, each: 48 }, action: 40 },
} as const
