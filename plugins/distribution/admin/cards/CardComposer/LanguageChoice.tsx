'use client'

import { useId } from 'react'

const languages = [
  'ar',
  'de',
  'el',
  'en',
  'es',
  'fa',
  'fr',
  'he',
  'hi',
  'it',
  'ja',
  'ko',
  'nl',
  'pl',
  'pt',
  'ru',
  'th',
  'tr',
  'uk',
  'ur',
  'vi',
  'zh-Hans',
  'zh-Hant',
]

/** By its code where that is none. */
const nameOf = (lang: string): string => {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(lang) ?? lang
  } catch {
    return lang
  }
}

type Props = {
  value: string | undefined
  onChange: (lang: string | undefined) => void
  isLocked: boolean
}

/** The language decides the forms of Chinese characters and the name of a month. */
export const LanguageChoice = ({ value, onChange, isLocked }: Props) => {
  const id = useId()
  const known =
    value !== undefined && !languages.includes(value) ? [value, ...languages] : languages
  return (
    <div className="postyard-card__field">
      <div className="postyard-card__head">
        <label htmlFor={id}>Language</label>
      </div>
      <select
        id={id}
        className="postyard-card__input"
        value={value ?? ''}
        disabled={isLocked}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        <option value="">As its letters tell</option>
        {known
          .map((lang) => ({ lang, name: nameOf(lang) }))
          .sort((one, other) => one.name.localeCompare(other.name, 'en'))
          .map(({ lang, name }) => (
            <option key={lang} value={lang}>
              {name}
            </option>
          ))}
      </select>
      <p id={`${id}-note`} className="postyard-card__hint">
        It decides the forms of Chinese characters and the names of months.
      </p>
    </div>
  )
}
