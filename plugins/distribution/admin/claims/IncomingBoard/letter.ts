import type { z } from 'zod'
import type { letterOutput } from '../../../claims/letters/letterAnswer.ts'
import type { createClaimSource } from '../../../claims/operations/createSource.ts'
import type { sourceOutput } from '../../../claims/sources/sourceAnswer.ts'

/** A message that became no claim, as the API lists it. */
export type Letter = z.output<typeof letterOutput>
export type LetterList = { letters: Letter[]; next: string | null }

/** A program that sends claims. */
export type Source = z.output<typeof sourceOutput>
export type SourceList = { sources: Source[] }
export type MadeSource = z.output<(typeof createClaimSource)['output']>
