import type { ReadForm } from '../useSettingsForm.ts'

export type Settings = Record<string, unknown>

/** What is wrong at one place, in a sentence. */
export type Flaw = { at: string; message: string }

export type FormArgs = {
  form: ReadForm
  values: Settings
  /** The channel's own settings, where these are a post's: nothing means "as the channel says". */
  inherited?: Settings
  flaws: Flaw[]
  isReadOnly: boolean
  onChange: (values: Settings) => void
}
