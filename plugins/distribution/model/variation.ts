import type { WordSource } from '../plan/vary/options.ts'
import type { TakenChoice } from '../plan/vary/vary.ts'
import type { PlanContent } from './planContent.ts'

/** Words in the place of those of the plan; what is missing is as the plan says. */
export type OwnWords = Partial<Pick<PlanContent, 'title' | 'text' | 'parts'>>

/** What a delivery of a network plan says otherwise than its plan, as its row keeps it. */
export type Variation = OwnWords & {
  /** Its number in the plan: with the seed and the texts of the plan it says the same again. */
  turn: number
  /** How particular its words are. */
  sources: { title: WordSource; text: WordSource; parts: WordSource }
  /** The alternatives that were taken. */
  choices: TakenChoice[]
  /** The hashtags that were taken, by pool. */
  tags: Record<string, string[]>
  /** What was said by a draft that was made before an edit; null where that said what its plan did. */
  drafted?: Variation | null
}

/** What a plan says for a delivery. */
export const contentWith = (
  content: PlanContent,
  variation: OwnWords | null | undefined,
): PlanContent => {
  const { title = content.title, text = content.text, parts = content.parts } = variation ?? {}
  return { ...content, title, text, ...(parts ? { parts } : {}) }
}

/** What a delivery of an ordinary plan says otherwise, where it has a text of its own; null where it has none. */
export const ownText = (text: string | undefined): Variation | null =>
  text === undefined
    ? null
    : {
        ...{ text, turn: 0, choices: [], tags: {} },
        sources: { title: 'post', text: 'account', parts: 'post' },
      }
