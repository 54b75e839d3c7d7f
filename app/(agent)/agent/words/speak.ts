import type { Placeholders, Plural } from './translation.ts'

type Value = string | number
type Values<Names extends string> = { readonly [Name in Names]: Value }

/** A dictionary that is ready to be shown: a sentence with placeholders has become a function of their values. */
export type Spoken<Dictionary> = Dictionary extends string
  ? [Placeholders<Dictionary>] extends [never]
    ? string
    : (values: Values<Placeholders<Dictionary>>) => string
  : Dictionary extends Plural
    ? (
        values: { readonly count: number } & Values<
          Exclude<Placeholders<Dictionary[keyof Dictionary]>, 'count'>
        >,
      ) => string
    : { readonly [Key in keyof Dictionary]: Spoken<Dictionary[Key]> }

type Args<Dictionary> = { dictionary: Dictionary; locale: string }

const placeholder = /\{(\w+)\}/g

const isPlural = (entry: object): entry is Plural => 'one' in entry && 'other' in entry

/** Makes a dictionary ready to be shown. Numbers are written, and plurals chosen, by the rules of `locale` (BCP 47). */
export const speak = <Dictionary>({ dictionary, locale }: Args<Dictionary>): Spoken<Dictionary> => {
  const numbers = new Intl.NumberFormat(locale)
  const plurals = new Intl.PluralRules(locale)
  const fill = (sentence: string, values: Record<string, Value>) =>
    sentence.replace(placeholder, (_whole, name: string) => {
      const value = values[name]
      return typeof value === 'number' ? numbers.format(value) : (value ?? '')
    })
  const ready = (entry: unknown): unknown => {
    if (typeof entry === 'string') {
      if (!entry.includes('{')) return entry
      return (values: Record<string, Value>) => fill(entry, values)
    }
    if (Array.isArray(entry)) return entry.map(ready)
    if (entry === null || typeof entry !== 'object') return entry
    if (isPlural(entry)) {
      return (values: { count: number } & Record<string, Value>) =>
        fill(entry[plurals.select(values.count)] ?? entry.other, values)
    }
    return Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, ready(value)]))
  }
  return ready(dictionary) as Spoken<Dictionary>
}
