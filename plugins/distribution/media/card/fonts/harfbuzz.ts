import type * as Harfbuzz from 'harfbuzzjs'

export type { Face, Font } from 'harfbuzzjs'
export type Harf = typeof Harfbuzz

let loaded: Promise<Harf> | undefined

/** HarfBuzz, loaded with the first text that needs it. */
export const loadHarfbuzz = (): Promise<Harf> => {
  loaded ??= import('harfbuzzjs')
  loaded.catch(() => {
    loaded = undefined
  })
  return loaded
}
