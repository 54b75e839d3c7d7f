/** The names in braces of a sentence: `'at {time}'` has `time`. */
export type Placeholders<Sentence> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never

/** A sentence by the number in it, one for each form that the language has (unicode.org/reports/tr35, plural rules). */
export type Plural = { readonly one: string; readonly other: string } & {
  readonly [Rule in Intl.LDMLPluralRule]?: string
}

type Wanted<From, To> = From extends string
  ? To extends string
    ? [Placeholders<From>, Placeholders<To>] extends [Placeholders<To>, Placeholders<From>]
      ? string
      : { readonly 'has not the same placeholders as': From }
    : string
  : From extends Plural
    ? To extends Plural
      ? { readonly one: string; readonly other: Wanted<From['other'], To['other']> }
      : Plural
    : {
        readonly [Key in keyof From]: Wanted<From[Key], Key extends keyof To ? To[Key] : undefined>
      }

/**
 * Takes a translation of `from`. One that lacks a sentence, or a placeholder that a sentence of `from` has, does not
 * compile.
 */
export const translate =
  <From>(_from: From) =>
  <const To>(to: To & Wanted<From, To>): To =>
    to
