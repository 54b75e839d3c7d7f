import { Sheet } from '../shell/Sheet.tsx'
import { useWords } from '../words/useWords.ts'
import type { Claim, ClaimPreview } from './claim.ts'
import styles from './claims.module.css'
import { PlatformChoice } from './PlatformChoice.tsx'
import { Problem } from './Problem.tsx'
import { useChoice } from './useChoice.ts'
import type { Command } from './useCommand.ts'

type Props = {
  claim: Claim
  preview: ClaimPreview | undefined
  /** Why there is no preview yet; undefined where there is one. */
  waits: string | undefined
  command: Command
  onClose: () => void
}

/** Sends a claim out at once: where, before the tap that does it. */
export const PublishSheet = ({ claim, preview, waits, command, onClose }: Props) => {
  const words = useWords()
  const said = words.claims.go
  const { chosen, choose, isLeftOut } = useChoice(claim, preview)
  return (
    <Sheet title={said.now} isOpen onClose={onClose}>
      <div className={styles.form}>
        <PlatformChoice {...{ claim, preview, chosen, waits }} onChange={choose} />
        {isLeftOut && claim.state === 'scheduled' && (
          <p className={styles.aside}>{said.othersLater}</p>
        )}
        <Problem of={command.problem} />
        <button
          type="button"
          className={styles.main}
          disabled={!preview || chosen.length === 0 || command.isBusy}
          onClick={async () => {
            if (await command.send('publish-multi', { platforms: chosen })) onClose()
          }}
        >
          {command.isBusy
            ? words.claims.busy
            : preview
              ? said.publishOn({ count: chosen.length })
              : said.now}
        </button>
      </div>
    </Sheet>
  )
}
