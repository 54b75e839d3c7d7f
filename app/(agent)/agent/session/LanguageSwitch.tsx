import { type Language, languages } from '../words/language.ts'
import { phoneLanguage } from '../words/phoneLanguage.ts'
import { useWords } from '../words/useWords.ts'
import styles from './session.module.css'

const offered = Object.entries(languages) as [Language, string][]

/** In which language the page speaks: each by its own name, so that it is found by whom it is for. */
export const LanguageSwitch = () => {
  const words = useWords()
  return (
    <fieldset className={styles.languages}>
      <legend>{words.languageTitle}</legend>
      {offered.map(([language, name]) => (
        <label key={language} lang={language}>
          <input
            type="radio"
            name="language"
            value={language}
            checked={words.language === language}
            onChange={() => phoneLanguage.choose(language)}
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  )
}
