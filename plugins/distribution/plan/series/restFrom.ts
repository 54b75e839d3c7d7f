import { dayNumber, dayOf } from './dayNumber.ts'
import type { Returning, SeriesFacts } from './facts.ts'

/** What of a series rests once an item of it has flown on a day; as before where items go out once. */
export const restFrom = (
  { returns = [], repeatDays }: Pick<SeriesFacts, 'returns' | 'repeatDays'>,
  day: string,
): Returning[] =>
  repeatDays
    ? [...returns, { day: dayOf(dayNumber(day) + repeatDays), items: 1 }].toSorted((a, b) =>
        a.day < b.day ? -1 : 1,
      )
    : returns
