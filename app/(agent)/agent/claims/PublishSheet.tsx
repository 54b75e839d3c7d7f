import { useState } from 'react'
import { Sheet } from '../shell/Sheet.tsx'
import { useWords } from '../words/useWords.ts'
import type { Claim, ClaimPreview } from './claim.ts'
import styles from './claims.module.css'
import { PlatformChoice, takingPlatforms } from './PlatformChoice.tsx'
import { Problem } from './Problem.tsx'
import type { Command } from './useCommand.ts'

type Props = {
  claim: Claim
  preview: ClaimPreview | undefined
  command: Command
  onClose: () => void
}

/** Sends a claim out at once: where, before the tap that does it. */
export const PublishSheet = ({ claim, preview, command, onClose }: Props) => {
  const words = useWords()
  const said = words.claims.go
  const [chosen, choose] = useState(() => takingPlatforms(claim, preview))
  return (
    <Sheet title={said.now} isOpen onClose={onClose}>
      <div className={styles.form}>
        <PlatformChoice claim={claim} preview={preview} chosen={chosen} onChange={choose} />
        <Problem of={command.problem} />
        <button
          type="button"
          className={styles.main}
          disabled={chosen.length === 0 || command.isBusy}
          onClick={async () => {
            if (await command.send('publish-multi', { platforms: chosen })) onClose()
          }}
        >
          {command.isBusy ? words.claims.busy : said.publishOn({ count: chosen.length })}
        </button>
      </div>
    </Sheet>
  )
}
