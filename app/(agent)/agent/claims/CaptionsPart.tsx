import { useState } from 'react'
import { Icon } from '../shell/Icon.tsx'
import { useWords } from '../words/useWords.ts'
import { CaptionSheet } from './CaptionSheet.tsx'
import { type Claim, type ClaimPreview, type PlatformOfClaim, platformName } from './claim.ts'
import styles from './claims.module.css'
import type { Command } from './useCommand.ts'

type Props = {
  claim: Claim
  preview: ClaimPreview | undefined
  command: Command
  canChange: boolean
}

/** What is said on each platform where the influencer has an account; each is one tap away. */
export const CaptionsPart = ({ claim, preview, command, canChange }: Props) => {
  const said = useWords().claims.captions
  const [open, setOpen] = useState<PlatformOfClaim['platform']>()
  const own = claim.platforms.filter(({ channel }) => channel !== null)
  const opened = own.find(({ platform }) => platform === open)
  return (
    <section className={styles.part} aria-labelledby="captions">
      <h3 id="captions">{said.title}</h3>
      <ul className={styles.rows}>
        {own.map((one) => {
          const text = (
            <span>
              <strong>{platformName(one.platform)}</strong>
              <span className={styles.words} dir="auto">
                {one.caption === '' ? said.empty : one.caption}
              </span>
            </span>
          )
          return (
            <li key={one.platform}>
              {canChange ? (
                <button
                  type="button"
                  className={styles.row}
                  aria-haspopup="dialog"
                  onClick={() => setOpen(one.platform)}
                >
                  {text}
                  <Icon name="next" />
                </button>
              ) : (
                <p className={styles.row}>{text}</p>
              )}
            </li>
          )
        })}
      </ul>
      {opened && (
        <CaptionSheet
          key={opened.platform}
          of={opened}
          limit={preview?.platforms.find(({ platform }) => platform === opened.platform)?.limit}
          usual={claim.clip.caption}
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
