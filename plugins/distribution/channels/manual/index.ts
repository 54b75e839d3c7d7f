import type { ChannelFacts, Content, Refusal } from '../adapter.ts'
import { chooseConversion } from './chooseConversion.ts'

type Args = { channel: ChannelFacts; content: Content }

const refuseEmpty = (field: Refusal['field'], code: string, message: string): Refusal[] => [
  { code, message, field },
]

/** A person can post whatever there is; there must only be something, in the post and in each part that follows it. */
const check = ({ content }: Args): Refusal[] => {
  const isEmpty = ({ text, media }: Pick<Content, 'text' | 'media'>) =>
    text.trim() === '' && media.length === 0
  const empty = (content.parts ?? []).findIndex(isEmpty) + 1
  return [
    ...(isEmpty(content)
      ? refuseEmpty('text', 'POST_EMPTY', 'There is nothing to post. Give it a text or a picture.')
      : []),
    ...(empty > 0
      ? refuseEmpty(
          'parts',
          'PART_EMPTY',
          `There is nothing in part ${empty}. Give it a text, or remove it.`,
        )
      : []),
  ]
}

export const manualChannel = {
  check,
  chooseConversion,
}

export { type ComposedTask, composeTask } from './composeTask.ts'
