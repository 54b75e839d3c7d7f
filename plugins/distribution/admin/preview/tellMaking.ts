import type { ForeseenFile } from '../../distribute/foreseenOutput.ts'

type Making = NonNullable<ForeseenFile['making']>

const names = { card: 'The card', video: 'The video', conversion: 'This file' } as const

/** How far a file is that is made for its post, in one sentence; undefined where it is made. */
export const tellMaking = ({ kind, state, reason }: Making): string | undefined => {
  const name = names[kind]
  switch (state) {
    case 'ready':
      return undefined
    case 'rendering':
      return kind === 'conversion' ? `${name} is being converted.` : `${name} is being made.`
    case 'failed':
      return `${name} could not be made${reason ? `: ${reason}` : '.'}`
    default:
      return kind === 'conversion'
        ? `${name} is converted into a form that is taken there before the post goes out.`
        : `${name} is made before the post goes out.`
  }
}
