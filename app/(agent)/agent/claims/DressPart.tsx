import { useState } from 'react'
import { Icon } from '../shell/Icon.tsx'
import type { Words } from '../words/index.ts'
import { useWords } from '../words/useWords.ts'
import { type Claim, type Overlay, overlayOf } from './claim.ts'
import styles from './claims.module.css'
import { wordsOfCard } from './makeOverlay.ts'
import { OverlaySheet } from './OverlaySheet.tsx'
import type { Command } from './useCommand.ts'

type Place = 'intro' | 'outro'

/** What an intro or outro is, in a line: "Picture, 2 s, before the clip". */
const spell = (overlay: Overlay | undefined, at: Place, words: Words): string => {
  const said = words.claims.dress
  if (!overlay) return said.none
  const where = overlay.placement === 'superimposed' ? said.over : said[at].own
  const what =
    overlay.kind === 'card'
      ? said.cardSaying({ text: wordsOfCard(overlay.card).words })
      : overlay.kind === 'clip'
        ? said.clip
        : said.picture
  return `${what}, ${words.duration.seconds({ count: overlay.seconds })}, ${where}`
}

/** With what the clip begins and ends; each is one tap away. */
export const DressPart = ({
  claim,
  command,
  canChange,
}: {
  claim: Claim
  command: Command
  canChange: boolean
}) => {
  const words = useWords()
  const said = words.claims.dress
  const [open, setOpen] = useState<Place>()
  return (
    <section className={styles.part} aria-labelledby="dress">
      <h3 id="dress">{said.title}</h3>
      <ul className={styles.rows}>
        {(['intro', 'outro'] as const).map((at) => {
          const line = spell(overlayOf(claim, at), at, words)
          return (
            <li key={at}>
              {canChange ? (
                <button
                  type="button"
                  className={styles.row}
                  aria-haspopup="dialog"
                  onClick={() => setOpen(at)}
                >
                  <span>
                    <strong>{said[at].name}</strong>
                    <span className={styles.aside}>{line}</span>
                  </span>
                  <Icon name="next" />
                </button>
              ) : (
                <p className={styles.row}>
                  <span>
                    <strong>{said[at].name}</strong>
                    <span className={styles.aside}>{line}</span>
                  </span>
                </p>
              )}
            </li>
          )
        })}
      </ul>
      {open && (
        <OverlaySheet
          key={open}
          at={open}
          claim={claim}
          command={command}
          onClose={() => {
            command.clear()
            setOpen(undefined)
          }}
        />
      )}
    </section>
  )
}
