/** A message that became no claim, as the API lists it. */
export type Letter = {
  id: string | number
  claimId: string | null
  code: string
  message: string
  tries: number
  receivedAt: string
  body: Record<string, unknown>
}
export type LetterList = { letters: Letter[]; next: string | null }

/** A program that sends claims. */
export type Source = { id: string; name: string; lastAt: string | null; oldUntil: string | null }
export type SourceList = { sources: Source[] }
export type MadeSource = Source & { secret: string; url: string }
