import { namePlatform } from '../../channels/nameChannel.ts'
import { lookOf } from '../../states/looks.ts'
import { Shape } from '../../states/shapes.tsx'
import type { Card } from '../toEvents.ts'

type Args = {
  card: Card
  /** Of its channels, each once. */
  platforms: readonly string[]
  /** Its client, where several are shown. */
  client: string | undefined
  /** `line`: where there is room for one line alone; `row`: as a row of a list. */
  as: 'card' | 'line' | 'row'
}

/** "14:30", or "14:30–18:00" where it goes on. */
const tellTimes = ({ wall, wallUntil }: Card): string => {
  const [from, until] = [wall.slice(11, 16), wallUntil.slice(11, 16)]
  return from === until ? from : `${from}–${until}`
}

/** A card: when, where, what, and how it stands. */
export const CardFace = ({ card, platforms, client, as }: Args) => {
  const { word, tone, shape } = lookOf(card.state)
  const names = platforms.map(namePlatform)
  const where =
    names.length > 2 ? `${names.slice(0, 2).join(', ')} +${names.length - 2}` : names.join(', ')
  return (
    <span
      className={`postyard-due postyard-due--${as}`}
      title={as === 'line' ? card.title : undefined}
    >
      <span className={`postyard-due__first postyard-tone-${tone}`}>
        <Shape name={shape} />
        <span className="postyard-due__hidden">{word}</span>
        <span className="postyard-due__time">{tellTimes(card)}</span>
        {card.notes.length > 0 ? (
          <span className="postyard-due__note" role="img" aria-label="Worth a look">
            !
          </span>
        ) : null}
      </span>
      <span className="postyard-due__title">{card.title}</span>
      <span className="postyard-due__where">
        {client ? `${client} · ` : ''}
        {where}
        {card.channels.length > platforms.length ? ` (${card.channels.length})` : ''}
      </span>
    </span>
  )
}
