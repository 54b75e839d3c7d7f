/**
 * What an edit of a post came to: `changed` deliveries say the new words; of those that keep the old ones some are
 * `live`, and some are `underWay`: being sent, or with a person.
 */
export type Replanned = { changed: number; live: number; underWay: number }

const are = (count: number): string => (count === 1 ? 'is' : 'are')
const keep = (count: number): string => (count === 1 ? 'keeps' : 'keep')

/** The same in a sentence: "3 not yet sent take the new text; 2 are live and keep the old one." */
export const tellReplanned = ({ changed, live, underWay }: Replanned): string => {
  const parts = [
    changed > 0 ? `${changed} not yet sent ${changed === 1 ? 'takes' : 'take'} the new text` : '',
    live > 0 ? `${live} ${are(live)} live and ${keep(live)} the old text` : '',
    underWay > 0 ? `${underWay} ${are(underWay)} on its way with the old text` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `${parts.join('; ')}.`
}
