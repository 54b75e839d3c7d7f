import { useState } from 'react'
import { Sheet } from '../shell/Sheet.tsx'
import { useWords } from '../words/useWords.ts'
import { type PlatformOfClaim, platformName } from './claim.ts'
import styles from './claims.module.css'
import { Problem } from './Problem.tsx'
import type { Command } from './useCommand.ts'

type Props = {
  of: PlatformOfClaim
  /** How much of it the platform takes, in UTF-16 units; undefined where that is not known. */
  limit: number | null | undefined
  /** What the clip brings with it. */
  usual: string
  command: Command
  onClose: () => void
}

/** What is said on one platform, with how much of it is taken. */
export const CaptionSheet = ({ of, limit, usual, command, onClose }: Props) => {
  const words = useWords()
  const said = words.claims.captions
  const [text, setText] = useState(of.caption)
  const count = text.length
  const isLong = limit != null && count > limit
  const save = async (caption: string | null) => {
    if (await command.send('captions', { captions: { [of.platform]: caption } })) onClose()
  }
  return (
    <Sheet
      title={said.on({ platform: platformName(of.platform) })}
      isOpen
      hasDraft={text !== of.caption}
      onClose={onClose}
    >
      <div className={styles.form}>
        <label className={styles.field}>
          <span className={styles.split}>
            {words.task.caption}
            {limit != null && (
              <output data-problem={isLong || undefined}>{said.counter({ count, limit })}</output>
            )}
          </span>
          <textarea
            rows={7}
            dir="auto"
            value={text}
            aria-invalid={isLong || undefined}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <Problem of={isLong ? said.tooLong({ count: count - limit }) : command.problem} />
        <button
          type="button"
          className={styles.main}
          disabled={isLong || command.isBusy}
          onClick={() => void save(text)}
        >
          {command.isBusy ? words.claims.busy : said.save}
        </button>
        {of.caption !== usual && (
          <button
            type="button"
            className={styles.second}
            disabled={command.isBusy}
            onClick={() => void save(null)}
          >
            {said.usual}
          </button>
        )}
      </div>
    </Sheet>
  )
}
